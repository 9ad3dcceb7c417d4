// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a private key in the content of a PKCS#12 file, or says why there is none to be had. */
final class Pkcs12Format {

  private static final String NAME = "PKCS12";

  private interface Opener {
    KeyStore open() throws KeyStoreException;
  }

  private final Opener opener;

  private Pkcs12Format(Opener opener) {
    this.opener = opener;
  }

  static Pkcs12Format ofTheJvm() {
    return new Pkcs12Format(() -> KeyStore.getInstance(NAME));
  }

  static Pkcs12Format of(Provider provider) {
    return new Pkcs12Format(() -> KeyStore.getInstance(NAME, provider));
  }

  /**
   * The PKCS#8 encoding of a key.
   *
   * @param file for messages
   * @param alias null for the only one
   * @return the caller closes it
   */
  SecretBytes read(
      Path file, SecretBytes content, char[] password, @Nullable String alias, SecretMemory memory)
      throws KeyStorageException {
    try {
      KeyStore entries = opener.open();
      entries.load(content.stream(), password);
      String name = chosen(file, privateKeysIn(entries), alias);
      return encoding(file, name, entries.getKey(name, password), memory);
    } catch (UnrecoverableKeyException e) {
      throw failure(file, "its key has another password: give both the same one", e);
    } catch (IOException e) {
      throw failure(file, reason(e, password), e);
    } catch (GeneralSecurityException e) {
      throw failure(file, "the provider cannot read it: " + e.getMessage(), e);
    }
  }

  private static String reason(IOException e, char[] password) {
    if (!(e.getCause() instanceof UnrecoverableKeyException)) {
      return "it is damaged, or no PKCS#12 file, or its password is wrong: " + IoReason.of(e);
    }
    return StandardCharsets.US_ASCII.newEncoder().canEncode(CharBuffer.wrap(password))
        ? "the password is wrong"
        : "the password is wrong, or cannot be used by the JDK, as it has more than ASCII in it";
  }

  private static List<String> privateKeysIn(KeyStore entries) throws KeyStoreException {
    List<String> names = new ArrayList<>();
    for (String name : Collections.list(entries.aliases())) {
      if (entries.entryInstanceOf(name, PrivateKeyEntry.class)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }

  private static String chosen(Path file, List<String> names, @Nullable String alias)
      throws KeyStorageException {
    if (names.isEmpty()) {
      throw failure(file, "it holds no private key that is protected by its password", null);
    }
    if (alias == null && names.size() > 1) {
      throw failure(file, "it holds several private keys, name one of " + names, null);
    }
    return names.stream()
        .filter(name -> alias == null || name.equalsIgnoreCase(alias))
        .findFirst()
        .orElseThrow(
            () -> failure(file, "it holds no private key " + alias + ", only " + names, null));
  }

  private static SecretBytes encoding(Path file, String name, Key key, SecretMemory memory)
      throws KeyStorageException {
    if (!key.getAlgorithm().equals("RSA") || !"PKCS#8".equals(key.getFormat())) {
      String kind = key.getAlgorithm() + " key " + name;
      throw failure(file, "it holds the " + kind + ", but an RSA key is needed", null);
    }
    return memory.take(key.getEncoded());
  }

  private static KeyStorageException failure(Path file, String reason, @Nullable Exception e) {
    return new KeyStorageException("The PKCS#12 file " + file + " cannot be used: " + reason, e);
  }
}
