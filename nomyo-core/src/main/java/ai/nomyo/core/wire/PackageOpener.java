// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;

/** Opens a package and reads the JSON object in it. Safe for use by many threads. */
public final class PackageOpener {

  /** Every cryptographic failure is answered alike, a key of another length included. */
  private static final String OPAQUE = "the package cannot be opened with this key";

  private final HybridCipher cipher;
  private final SecretMemory memory;
  private final JsonCodec json;

  /**
   * @param memory where the plaintext goes until it is read
   */
  public PackageOpener(HybridCipher cipher, SecretMemory memory, JsonCodec json) {
    this.cipher = cipher;
    this.memory = memory;
    this.json = json;
  }

  /**
   * Opens a package (docs/protocol.md, section 4).
   *
   * @param body a heap buffer, from its position to its limit; left as it was
   * @param key made by the cipher of this opener, or a token's
   * @param expected what the answer should say of itself
   * @throws MalformedPackageException if it is no package, or holds no JSON object
   * @throws UntrustedPackageException if it must not be trusted
   * @throws CipherException if the key's token failed; the package may be as it should be
   */
  public Opened<ChatResponse> open(ByteBuffer body, OpeningKey key, AnswerExpectation expected)
      throws MalformedPackageException, UntrustedPackageException, CipherException {
    SealedPackage sealed = PackageReader.read(body, json);
    try (SecretBytes plaintext = opened(sealed, key)) {
      return new AnswerReader(sealed, expected, json).read(plaintext);
    }
  }

  /**
   * As {@link #open}, but what the model wrote is kept in the memory for secrets.
   *
   * @return the caller completes it and closes the answer
   */
  public Opened<ErasableChatResponse> openErasable(
      ByteBuffer body, OpeningKey key, AnswerExpectation expected)
      throws MalformedPackageException, UntrustedPackageException, CipherException {
    SealedPackage sealed = PackageReader.read(body, json);
    SecretBytes plaintext = opened(sealed, key);
    try {
      return new AnswerReader(sealed, expected, json).readErasable(plaintext, memory);
    } catch (Throwable failure) {
      // Whatever it was, there is no answer that could be closed.
      plaintext.close();
      throw failure;
    }
  }

  private SecretBytes opened(SealedPackage sealed, OpeningKey key)
      throws UntrustedPackageException, CipherException {
    try {
      sealed.message().requireSizesFor(key);
      return cipher.open(sealed.message(), key, memory);
    } catch (CipherException refused) {
      if (refused.isTokenFailure()) {
        throw refused;
      }
      throw new UntrustedPackageException(OPAQUE);
    }
  }
}
