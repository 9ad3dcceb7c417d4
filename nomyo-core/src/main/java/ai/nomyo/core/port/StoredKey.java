package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.util.Optional;

/**
 * A key pair as it is kept. Closing it erases the private half.
 *
 * @param privateKeyPem PEM text in UTF-8
 * @param publicKeyPem PEM text, when that half is kept too
 */
public record StoredKey(SecretBytes privateKeyPem, Optional<String> publicKeyPem)
    implements AutoCloseable {

  @Override
  public void close() {
    privateKeyPem.close();
  }
}
