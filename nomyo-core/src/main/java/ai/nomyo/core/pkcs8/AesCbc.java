package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.Bytes;

/**
 * AES in CBC mode with PKCS#7's padding (RFC 8018, appendix B.2.5).
 *
 * @param keyBytes 16, 24 or 32
 * @param iv 16 bytes
 */
public record AesCbc(int keyBytes, Bytes iv) {

  static final int IV_BYTES = 16;
}
