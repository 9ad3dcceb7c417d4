// SPDX-License-Identifier: Apache-2.0
package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.PublishedTestKey;
import ai.nomyo.testkit.ScriptedTransport;
import java.util.Optional;
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

    ClientBuilder builder = Nomyo.client();
    InvalidInputException refused = assertThrows(InvalidInputException.class, builder::build);

    assertEquals(
        "org.apache.httpcomponents.client5:httpclient5 on the class path: given one older than 5.5,"
            + " allowed is 5.5 or later",
        refused.getMessage());
  }

  @Test
  void transportOfTheProgram_worksBesideIt() {
    try (FakeRouter router = FakeRouter.inMemory();
        SecureChatCompletion client =
            Nomyo.client()
                .transport(ScriptedTransport.to(router))
                .keyStore(PublishedTestKey.store())
                .build()) {
      ChatRequest hello = ChatRequest.builder().model("m").user("Hello!").build();
      assertEquals(Optional.of("echo: Hello!"), client.create(hello).firstText());
    }
  }
}
