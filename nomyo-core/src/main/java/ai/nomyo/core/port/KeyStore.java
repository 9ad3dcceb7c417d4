package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.util.Optional;

/** Keeps the client's key pair between runs. Safe for use by many threads. */
public interface KeyStore {

  /**
   * The pair that is kept.
   *
   * @return empty only when there is no private key at all; the caller closes it
   * @throws KeyStorageException if there is something that cannot be read
   */
  Optional<StoredKey> load() throws KeyStorageException;

  /**
   * Keeps a pair, readable by the owner only.
   *
   * @param privateKeyPem PKCS#8 PEM text in UTF-8; left as it was, the caller closes it
   * @param publicKeyPem SPKI PEM text
   * @throws KeyStorageException if a pair, or half of one, is there already (it is left as it was),
   *     or the new one cannot be kept
   */
  void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException;

  /** Where the pair is, for messages: a path, never a secret. */
  String location();
}
