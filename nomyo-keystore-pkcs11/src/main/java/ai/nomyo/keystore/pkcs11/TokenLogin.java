// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import ai.nomyo.error.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;

/** A token that the user is logged in to, on a provider that is registered nowhere. */
final class TokenLogin implements AutoCloseable {

  private final TokenSlot slot;
  private final AuthProvider provider;

  private TokenLogin(TokenSlot slot, AuthProvider provider) {
    this.slot = slot;
    this.provider = provider;
  }

  /**
   * Logs in, with one try.
   *
   * @param pin the caller erases it
   */
  static TokenLogin open(TokenSlot slot, char[] pin) {
    AuthProvider provider = (AuthProvider) configured(slot);
    try {
      provider.login(null, callbacks -> answer(callbacks, pin));
      return new TokenLogin(slot, provider);
    } catch (FailedLoginException wrongPin) {
      throw new KeyFileException(
          slot
              + ": the PIN is wrong; it was tried once, and most tokens lock themselves after a few"
              + " wrong ones",
          wrongPin);
    } catch (LoginException refused) {
      throw new KeyFileException(
          slot + ": the login failed: " + TokenFailure.reason(refused), refused);
    }
  }

  private static void answer(Callback[] callbacks, char[] pin) {
    for (Callback callback : callbacks) {
      ((PasswordCallback) callback).setPassword(pin);
    }
  }

  private static Provider configured(TokenSlot slot) {
    Provider template = Security.getProvider("SunPKCS11");
    if (template == null) {
      throw new KeyFileException(
          "PKCS#11 needs the JDK's provider SunPKCS11: this Java lacks the module"
              + " jdk.crypto.cryptoki, or the host removed the provider",
          null);
    }
    if (!Files.isRegularFile(slot.library())) {
      throw new KeyFileException(slot + ": there is no such library", null);
    }
    try {
      return template.configure(slot.configuration());
    } catch (ProviderException | UnsupportedOperationException refused) {
      throw new KeyFileException(
          slot
              + ": there is no token that can be used: "
              + TokenFailure.reason(refused)
              + "; \"pkcs11-tool --list-slots\" or \"softhsm2-util --show-slots\" lists what there"
              + " is",
          refused);
    }
  }

  TokenSlot slot() {
    return slot;
  }

  Provider provider() {
    return provider;
  }

  /** What is in the token now: the private keys that have a certificate beside them. */
  KeyStore entries() throws GeneralSecurityException, IOException {
    KeyStore entries = KeyStore.getInstance("PKCS11", provider);
    entries.load(null, null);
    return entries;
  }

  /** Logs the whole process out of the token. Idempotent. */
  @Override
  public void close() {
    try {
      provider.logout();
    } catch (LoginException gone) {
      // The token was removed: nobody is logged in any more.
    }
  }
}
