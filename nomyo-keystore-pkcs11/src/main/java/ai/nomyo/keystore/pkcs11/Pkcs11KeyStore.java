// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ai.nomyo.core.port.KeyStore} on a PKCS#11 token: an HSM, a smart card or SoftHSM. The
 * private key never leaves the token, which does the RSA operation of every answer; Bouncy Castle
 * takes the OAEP padding off. Safe for use by many threads.
 *
 * <p>The JDK's provider SunPKCS11 talks to the token; it is registered nowhere. The token must
 * allow RSA decryption without padding ({@code CKM_RSA_X_509}), which {@link #load} tries once. A
 * private key is found by the label of the certificate beside it; one without a certificate is not
 * seen.
 *
 * <p>A process is logged in to a token or not: open one store per token and share it among clients.
 * Closing one logs out all the others of the process on the same token, and the keys of none of
 * them work any more.
 */
public final class Pkcs11KeyStore implements ai.nomyo.core.port.KeyStore, AutoCloseable {

  private final TokenLogin login;
  private final String label;
  private final boolean makesMissingKey;
  private final ReentrantLock making = new ReentrantLock();

  private Pkcs11KeyStore(TokenLogin login, String label, boolean makesMissingKey) {
    this.login = login;
    this.label = label;
    this.makesMissingKey = makesMissingKey;
  }

  /**
   * A store on the first slot that the library lists, until the builder says otherwise.
   *
   * @param library the token's PKCS#11 library, such as {@code /usr/lib/softhsm/libsofthsm2.so};
   *     its code runs in this process
   */
  public static Builder on(Path library) {
    return new Builder(library.toAbsolutePath());
  }

  /** Says which token and key are meant. Not safe for use by many threads. */
  public static final class Builder {

    private final Path library;
    private String slot = "slotListIndex = 0";
    private @Nullable String keyLabel;
    private boolean makeMissingKey;

    private Builder(Path library) {
      this.library = library;
    }

    /** The slot by its id, as {@code pkcs11-tool --list-slots} shows it. */
    public Builder slot(long id) {
      requireNatural("slot", id);
      slot = "slot = " + id;
      return this;
    }

    /** The slot by its place in the library's list, from 0, which is the default. */
    public Builder slotListIndex(int index) {
      requireNatural("slot list index", index);
      slot = "slotListIndex = " + index;
      return this;
    }

    private static void requireNatural(String name, long number) {
      if (number < 0) {
        throw new InvalidInputException(name, "" + number, "0 or more");
      }
    }

    /** The label of the key and its certificate; needed. */
    public Builder keyLabel(String label) {
      if (label.isBlank()) {
        throw new InvalidInputException("key label", "a blank one", "any other");
      }
      keyLabel = label;
      return this;
    }

    /**
     * Whether a key that is not there is made in the token, on first use; false by default, so that
     * a misspelt label makes no key.
     */
    public Builder makeMissingKey(boolean make) {
      makeMissingKey = make;
      return this;
    }

    /**
     * Logs in to the token, with one try.
     *
     * @param pin the user's; needed for this call only, the caller erases it. A token with a PIN
     *     pad of its own asks there instead, and one that is logged in to already, by this process,
     *     does not look at it.
     * @return to be closed after the clients that use it
     * @throws InvalidInputException if no key label was given
     * @throws KeyFileException if there is no such library or token, the PIN is wrong or locked, or
     *     this Java lacks SunPKCS11; the message says which
     */
    public Pkcs11KeyStore open(char[] pin) {
      if (keyLabel == null) {
        throw new InvalidInputException("key label", "none", "the label of a key in the token");
      }
      TokenLogin login = TokenLogin.open(new TokenSlot(library, slot), pin);
      return new Pkcs11KeyStore(login, keyLabel, makeMissingKey);
    }
  }

  /**
   * The key, after the token has shown that it can unwrap with it.
   *
   * @param memory not used: there is no private half to hold
   * @throws KeyStorageException if there is no key of that label and none is to be made, it is not
   *     an RSA key, it can be read out of the token, or the token does not unwrap with it
   */
  @Override
  public Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException {
    return talking(
        () -> {
          KeyStore entries = login.entries();
          if (entries.isKeyEntry(label)) {
            return Optional.of(proven(entries));
          }
          if (makesMissingKey && !entries.containsAlias(label)) {
            return Optional.empty();
          }
          throw absent(entries);
        });
  }

  private Pkcs11Key proven(KeyStore entries) throws GeneralSecurityException, KeyStorageException {
    Key handle = entries.getKey(label, null);
    PublicKey publicKey = entries.getCertificate(label).getPublicKey();
    if (!(handle instanceof PrivateKey privateKey)
        || !(publicKey instanceof RSAPublicKey rsa)
        || !rsa.getAlgorithm().equals("RSA")) {
      throw refused("is for " + publicKey.getAlgorithm() + "; an RSA key is needed");
    }
    if (handle.getFormat() != null) {
      throw refused(
          "can be read out of the token; a key made there with CKA_SENSITIVE and without"
              + " CKA_EXTRACTABLE is needed");
    }
    Pkcs11Key key = new Pkcs11Key(login, privateKey, rsa);
    try {
      new Proof().require(key);
      return key;
    } catch (CipherException unfit) {
      throw new KeyStorageException(
          location()
              + " cannot be used; the token has to allow RSA decryption without padding"
              + " (CKM_RSA_X_509) with it: "
              + unfit.getMessage(),
          unfit);
    }
  }

  private KeyStorageException absent(KeyStore entries) throws GeneralSecurityException {
    List<String> labels = new ArrayList<>();
    for (String alias : Collections.list(entries.aliases())) {
      if (entries.isKeyEntry(alias)) {
        labels.add('"' + alias + '"');
      }
    }
    return refused(
        "is not there; private keys with a certificate beside them: "
            + (labels.isEmpty() ? "none" : String.join(", ", labels))
            + "; make one with \"keytool -genkeypair\" or by makeMissingKey(true)");
  }

  /** Refuses: a token makes its own keys. */
  @Override
  public void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    throw refused("is not written from outside: a token makes its own keys");
  }

  /** Refuses: a token makes its own keys. */
  @Override
  public Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    throw refused("is not replaced from outside: a token makes its own keys");
  }

  /**
   * Makes an RSA pair in the token, with a self-signed certificate that the JDK wants beside it.
   * The private half is sensitive and not extractable. Two processes that do this at the same time
   * may leave two pairs of one label, which the next {@link #load} refuses.
   *
   * @throws KeyStorageException if a key or certificate of that label is there, none is to be made,
   *     or the token refuses
   */
  @Override
  public Optional<TokenKey> generate(int sizeBits) throws KeyStorageException {
    making.lock();
    try {
      return talking(() -> Optional.of(made(sizeBits)));
    } finally {
      making.unlock();
    }
  }

  private TokenKey made(int sizeBits)
      throws GeneralSecurityException, IOException, OperatorCreationException, KeyStorageException {
    KeyStore entries = login.entries();
    if (entries.containsAlias(label)) {
      throw refused("is there already");
    }
    if (!makesMissingKey) {
      throw absent(entries);
    }
    new KeyMaker(login.provider()).make(label, sizeBits, entries);
    return proven(login.entries());
  }

  private interface Talk<T> {
    T run()
        throws GeneralSecurityException,
            IOException,
            OperatorCreationException,
            KeyStorageException;
  }

  private <T> T talking(Talk<T> talk) throws KeyStorageException {
    try {
      return talk.run();
    } catch (GeneralSecurityException
        | IOException
        | OperatorCreationException
        | InvalidParameterException
        | ProviderException failed) {
      throw new KeyStorageException(
          location() + ": the token failed: " + TokenFailure.reason(failed), failed);
    }
  }

  private KeyStorageException refused(String why) {
    return new KeyStorageException(location() + " " + why, null);
  }

  @Override
  public boolean isReplaceable() {
    return false;
  }

  @Override
  public String location() {
    return "key \"" + label + "\" in the " + login.slot();
  }

  /** Logs out of the token, which keeps the key. Idempotent. */
  @Override
  public void close() {
    login.close();
  }
}
