// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.json.JsonObject;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** What is taken for a package holds just what the plain reader finds in it. */
class PackageReaderFuzzTest {

  private static final String REFUSALS =
      "the body is no package: (not JSON( at line \\d+, column \\d+)?|not a JSON object"
          + "|there is no JSON value|text follows the JSON value)"
          + "|the package lacks \\w+, or it is of the wrong type|a member is not base64"
          + "|the package names a member twice|the package is of an unknown version"
          + "|the package names an unknown algorithm|unknown (key|payload) algorithm"
          + "|the nonce has not 12 bytes|the tag has not 16 bytes";

  private final JsonCodec json = new JsonCodec();

  @FuzzTest
  void body(byte[] body) throws Exception {
    byte[] given = body.clone();
    try {
      assertHolds(PackageReader.read(ByteBuffer.wrap(body), json), given);
    } catch (MalformedPackageException | UntrustedPackageException refused) {
      assertTrue(refused.getMessage().matches(REFUSALS), refused::getMessage);
    }
    assertArrayEquals(given, body);
  }

  private void assertHolds(SealedPackage sealed, byte[] body) throws Exception {
    JsonObject outer = json.read(new ByteArrayInputStream(body)).asObject().orElseThrow();
    JsonObject payload = outer.getObject("encrypted_payload").orElseThrow();
    byte[] ciphertextAndTag = sealed.message().ciphertextAndTag().array();
    int ciphertextBytes = ciphertextAndTag.length - SealedMessage.TAG_BYTES;
    assertSpells(payload, "nonce", sealed.message().nonce().toArray());
    assertSpells(outer, "encrypted_aes_key", sealed.message().wrappedKey().toArray());
    assertSpells(payload, "ciphertext", Arrays.copyOf(ciphertextAndTag, ciphertextBytes));
    assertSpells(
        payload,
        "tag",
        Arrays.copyOfRange(ciphertextAndTag, ciphertextBytes, ciphertextAndTag.length));
  }

  private static void assertSpells(JsonObject object, String name, byte[] bytes) {
    assertEquals(object.getString(name).orElseThrow(), Base64.getEncoder().encodeToString(bytes));
  }
}
