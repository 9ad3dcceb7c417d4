// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.util.VersionInfo;
import org.junit.jupiter.api.Test;

class OldHttpClientTest {

  @Test
  void httpClientThatIsTooOld_isRefusedByName() {
    assertEquals(
        System.getProperty("old-httpclient5.version"),
        VersionInfo.loadVersionInfo("org.apache.hc.client5", HttpClients.class.getClassLoader())
            .getRelease());

    InvalidInputException refused = assertThrows(InvalidInputException.class, Nomyo::client);

    assertEquals(
        "org.apache.httpcomponents.client5:httpclient5 on the class path: given one older than 5.5,"
            + " allowed is 5.5 or later",
        refused.getMessage());
  }
}
