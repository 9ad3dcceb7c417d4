// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.testkit.machine.JdkKeyPair;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;

/** What closing does to the keys that providers work with. */
final class ClosedKeysTest {

  @Test
  void privateKey_isDestroyedAndDropped() throws Exception {
    JcaBackend jdk = JcaBackend.ofJdk();
    DestroyableKey destroyable = new DestroyableKey();
    JcaOpeningKey key =
        new JcaOpeningKey(
            new JcaRsaKeys(jdk.providers(), jdk.random(), jdk.mode()),
            destroyable,
            (RSAPublicKey) JdkKeyPair.rsa(2048).pair().getPublic());
    assertEquals("JcaOpeningKey[2048 bits]", key.toString());
    key.close();
    assertTrue(destroyable.isDestroyed());
    assertTrue(key.privateKey().isEmpty());
  }

  @Test
  void everyCopyOfAnEncoding_isErased() {
    LentPkcs8 encoding = new LentPkcs8(SecretBytes.owning(new byte[] {1, 2, 3}));
    byte[] one = encoding.getEncoded();
    byte[] other = encoding.getEncoded();
    assertArrayEquals(new byte[] {1, 2, 3}, one);
    assertNotSame(one, other);
    encoding.close();
    assertArrayEquals(new byte[3], one);
    assertArrayEquals(new byte[3], other);
  }
}
