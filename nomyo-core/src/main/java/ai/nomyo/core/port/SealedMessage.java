package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;
import java.nio.ByteBuffer;

/**
 * A sealed message as it is opened: the tag follows the ciphertext, as ciphers want it.
 *
 * @param nonce 12 bytes in a valid message
 * @param wrappedKey as long as the modulus in a valid message
 * @param ciphertextAndTag from its position to its limit; the last 16 bytes are the tag
 */
public record SealedMessage(Bytes nonce, Bytes wrappedKey, ByteBuffer ciphertextAndTag) {}
