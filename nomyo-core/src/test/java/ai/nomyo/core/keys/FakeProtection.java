package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import java.util.Arrays;

/** Accepts the password "right" and hands the bytes through. */
final class FakeProtection implements KeyProtection {

  @Override
  public SecretBytes unprotect(SecretBytes encrypted, char[] password) throws CipherException {
    return checked(encrypted, password);
  }

  @Override
  public SecretBytes protect(SecretBytes pkcs8, char[] password) throws CipherException {
    return checked(pkcs8, password);
  }

  private static SecretBytes checked(SecretBytes secret, char[] password) throws CipherException {
    if (!Arrays.equals(password, "right".toCharArray())) {
      throw new CipherException("wrong password", null);
    }
    return SecretBytes.owning(new byte[] {secret.lend().get(0)});
  }

  @Override
  public String description() {
    return "fake";
  }
}
