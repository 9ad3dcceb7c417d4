// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pem;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.LentArrays;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * One PEM block (RFC 7468): a label, and bytes that may be secret. Text before and after the block
 * is passed over, as the RFC wants it. Closing the block erases the bytes.
 *
 * @param label what stands behind {@code BEGIN}, such as {@code PUBLIC KEY}
 * @param der the decoded bytes
 */
public record Pem(String label, SecretBytes der) implements AutoCloseable {

  /** The label of a {@code SubjectPublicKeyInfo}. */
  public static final String PUBLIC_KEY = "PUBLIC KEY";

  /** The label of an unencrypted PKCS#8 {@code PrivateKeyInfo}. */
  public static final String PRIVATE_KEY = "PRIVATE KEY";

  /** The label of a PKCS#8 {@code EncryptedPrivateKeyInfo}. */
  public static final String ENCRYPTED_PRIVATE_KEY = "ENCRYPTED PRIVATE KEY";

  /** The label of an unencrypted PKCS#1 {@code RSAPrivateKey}. */
  public static final String RSA_PRIVATE_KEY = "RSA PRIVATE KEY";

  /** What begins the headers of a block that is encrypted as RFC 1421 has it. */
  private static final String PROC_TYPE = "Proc-Type:";

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LINE_CHARS = 64;

  /**
   * Reads the one block in a text.
   *
   * @param text left as it was, the caller closes it
   * @param memory where the decoded bytes go
   * @throws MalformedPemException if there is none, or more than one, or it is broken
   */
  public static Pem read(SecretBytes text, SecretMemory memory) throws MalformedPemException {
    try (LentArrays chars = new LentArrays(text)) {
      return read(chars.next(), memory);
    }
  }

  /**
   * Reads the one public key in a text.
   *
   * @return its {@code SubjectPublicKeyInfo} in DER
   * @throws MalformedPemException if there is no such block, or another one
   */
  public static Bytes readPublicKey(String text) throws MalformedPemException {
    try (Pem pem = read(text.getBytes(StandardCharsets.ISO_8859_1), SecretMemory.onHeap());
        LentArrays der = new LentArrays(pem.der())) {
      if (!pem.label().equals(PUBLIC_KEY)) {
        throw new MalformedPemException("the PEM block is no " + PUBLIC_KEY);
      }
      return Bytes.copyOf(der.next());
    }
  }

  private static Pem read(byte[] chars, SecretMemory memory) throws MalformedPemException {
    int begin = indexOf(chars, BEGIN, 0);
    int labelEnd = begin < 0 ? -1 : indexOf(chars, DASHES, begin + BEGIN.length());
    if (labelEnd < 0) {
      throw new MalformedPemException("there is no PEM block");
    }
    int labelStart = begin + BEGIN.length();
    String label =
        new String(chars, labelStart, labelEnd - labelStart, StandardCharsets.ISO_8859_1);
    int bodyStart = labelEnd + DASHES.length();
    int bodyEnd = indexOf(chars, END + label + DASHES, bodyStart);
    if (bodyEnd < 0) {
      throw new MalformedPemException("the PEM block is cut");
    }
    if (indexOf(chars, BEGIN, bodyStart) >= 0) {
      throw new MalformedPemException("there is more than one PEM block");
    }
    checkNotEncrypted(chars, bodyStart, bodyEnd);
    return new Pem(label, decode(chars, bodyStart, bodyEnd, memory));
  }

  private static void checkNotEncrypted(byte[] chars, int bodyStart, int bodyEnd)
      throws MalformedPemException {
    int header = indexOf(chars, PROC_TYPE, bodyStart);
    if (header >= 0 && header < bodyEnd) {
      throw new MalformedPemException(
          "it is encrypted in OpenSSL's old form (Proc-Type: 4,ENCRYPTED), which is not read;"
              + " convert it with: openssl pkcs8 -topk8 -in OLD -out NEW");
    }
  }

  private static SecretBytes decode(byte[] chars, int from, int to, SecretMemory memory)
      throws MalformedPemException {
    byte[] base64 = withoutSpace(chars, from, to);
    // The decoder would drop an array of its own, half filled, when it meets junk.
    byte[] der = new byte[base64.length];
    try {
      int size = Base64.getDecoder().decode(base64, der);
      SecretBytes secret = memory.allocate(size);
      secret.lend().put(der, 0, size);
      return secret;
    } catch (IllegalArgumentException junk) {
      throw new MalformedPemException("the PEM block is not base64");
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  private static byte[] withoutSpace(byte[] chars, int from, int to) {
    byte[] dense = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(chars[i])) {
        dense[count++] = chars[i];
      }
    }
    byte[] exact = Arrays.copyOf(dense, count);
    Arrays.fill(dense, (byte) 0);
    return exact;
  }

  private static int indexOf(byte[] chars, String wanted, int from) {
    byte[] ascii = wanted.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = from; i <= chars.length - ascii.length; i++) {
      if (Arrays.equals(chars, i, i + ascii.length, ascii, 0, ascii.length)) {
        return i;
      }
    }
    return -1;
  }

  /** The PEM text of a public key: LF line ends, lines of 64 characters, a trailing LF. */
  public static String ofPublicKey(Bytes spki) {
    return new String(armour(PUBLIC_KEY, spki.toArray()), StandardCharsets.US_ASCII);
  }

  /**
   * The PEM text of an unencrypted private key, in the same form.
   *
   * @param pkcs8 DER; left as it was, the caller closes it
   * @param memory where the text goes
   * @return the caller closes it
   */
  public static SecretBytes ofPrivateKey(SecretBytes pkcs8, SecretMemory memory) {
    return armoured(PRIVATE_KEY, pkcs8, memory);
  }

  /**
   * The PEM text of a private key that is protected by a password, in the same form.
   *
   * @param encryptedPkcs8 DER; left as it was, the caller closes it
   * @param memory where the text goes
   * @return the caller closes it
   */
  public static SecretBytes ofEncryptedPrivateKey(SecretBytes encryptedPkcs8, SecretMemory memory) {
    return armoured(ENCRYPTED_PRIVATE_KEY, encryptedPkcs8, memory);
  }

  private static SecretBytes armoured(String label, SecretBytes secret, SecretMemory memory) {
    try (LentArrays der = new LentArrays(secret)) {
      return memory.take(armour(label, der.next()));
    }
  }

  private static byte[] armour(String label, byte[] der) {
    byte[] body = Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encode(der);
    byte[] begin = (BEGIN + label + DASHES + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] end = ("\n" + END + label + DASHES + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer text = ByteBuffer.allocate(begin.length + body.length + end.length);
    text.put(begin).put(body).put(end);
    Arrays.fill(body, (byte) 0);
    return text.array();
  }

  @Override
  public void close() {
    der.close();
  }
}
