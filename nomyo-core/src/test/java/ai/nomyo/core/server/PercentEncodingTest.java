// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PercentEncodingTest {

  private static String golden(String name) throws IOException {
    try (InputStream in = PercentEncodingTest.class.getResourceAsStream("/golden/client/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void publicKey_isEncodedAsTheReferenceClientDoes() throws IOException {
    assertEquals(
        golden("x-public-key-header.txt"), PercentEncoding.encode(golden("public_key.pem")));
  }

  @Test
  void onlyUnreservedCharactersAndTheSlash_stayAsTheyAre() {
    assertEquals("azAZ09-._~/", PercentEncoding.encode("azAZ09-._~/"));
    assertEquals("%20%0A%2B%3D%25%3A%C3%A9%00%7F", PercentEncoding.encode(" \n+=%:é\u0000\u007f"));
  }
}
