// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import java.util.Arrays;
import java.util.OptionalLong;

/** Accepts the password "right" and hands the bytes through. */
final class FakeProtection implements KeyProtection {

  @Override
  public SecretBytes unprotect(SecretBytes encrypted, char[] password, SecretMemory memory)
      throws CipherException {
    return checked(encrypted, password);
  }

  @Override
  public SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
      throws CipherException {
    return checked(pkcs8, password);
  }

  private static SecretBytes checked(SecretBytes secret, char[] password) throws CipherException {
    if (!Arrays.equals(password, "right".toCharArray())) {
      throw new CipherException("wrong password", null);
    }
    return SecretBytes.owning(new byte[] {secret.lend().get(0)});
  }

  @Override
  public Scheme inspect(SecretBytes encryptedPkcs8) {
    return new Scheme("fake derivation", OptionalLong.of(7), "fake encryption");
  }

  @Override
  public String description() {
    return "fake";
  }
}
