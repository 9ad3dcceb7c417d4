// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes an {@code EncryptedPrivateKeyInfo} of any shape, in DER.
 *
 * @param scheme OID in hex of the content octets
 * @param derivation likewise
 * @param encryption likewise
 * @param iterations written as it is; not more than a thousand are done
 * @param salt of PBKDF2
 * @param iv of the cipher
 * @param afterIterations what follows in PBKDF2's parameters
 */
public record ProtectedKey(
    String scheme,
    String derivation,
    String encryption,
    BigInteger iterations,
    byte[] salt,
    byte[] iv,
    byte[] afterIterations) {

  private static final String PBES2 = "2a864886f70d01050d";
  private static final String PBKDF2 = "2a864886f70d01050c";
  private static final String SCRYPT = "2b06010401da47040b";
  private static final String AES_256 = "60864801650304012a";

  /** In hex of the content octets of its object identifier. */
  public static final String HMAC_SHA_256 = "2a864886f70d0209";

  /** One iteration of PBKDF2 with HMAC-SHA-256. */
  public static ProtectedKey usual() {
    return new ProtectedKey(
        PBES2,
        PBKDF2,
        AES_256,
        BigInteger.ONE,
        new byte[] {1, 2, 3, 4, 5, 6, 7, 8},
        new byte[16],
        prf(HMAC_SHA_256));
  }

  /** The parameters that name a function of PBKDF2. */
  public static byte[] prf(String oid) {
    return element(0x30, oid(oid), element(5));
  }

  /** With another protection than PBES2. */
  public ProtectedKey scheme(String oid) {
    return new ProtectedKey(oid, derivation, encryption, iterations, salt, iv, afterIterations);
  }

  /** With another derivation than PBKDF2. */
  public ProtectedKey derivation(String oid) {
    return new ProtectedKey(scheme, oid, encryption, iterations, salt, iv, afterIterations);
  }

  /** With another cipher than AES-256-CBC. */
  public ProtectedKey encryption(String oid) {
    return new ProtectedKey(scheme, derivation, oid, iterations, salt, iv, afterIterations);
  }

  /** With another number of iterations. */
  public ProtectedKey iterations(BigInteger count) {
    return new ProtectedKey(scheme, derivation, encryption, count, salt, iv, afterIterations);
  }

  /** With another salt than eight bytes. */
  public ProtectedKey salt(byte[] other) {
    return new ProtectedKey(scheme, derivation, encryption, iterations, other, iv, afterIterations);
  }

  /** With another IV than 16 zeros. */
  public ProtectedKey iv(byte[] other) {
    return new ProtectedKey(
        scheme, derivation, encryption, iterations, salt, other, afterIterations);
  }

  /** With other parameters at the end of PBKDF2's. */
  public ProtectedKey afterIterations(byte[] other) {
    return new ProtectedKey(scheme, derivation, encryption, iterations, salt, iv, other);
  }

  /** Around something encrypted with the password and {@link #usual} algorithms. */
  public byte[] around(byte[] plaintext, String password) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), usual().salt(), 1, 256);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(usual().iv()));
    return around(cipher.doFinal(plaintext));
  }

  /** Around something encrypted. */
  public byte[] around(byte[] encrypted) {
    byte[] pbkdf2 =
        element(0x30, element(4, salt), element(2, iterations.toByteArray()), afterIterations);
    byte[] parameters =
        element(
            0x30,
            element(0x30, oid(derivation), pbkdf2),
            element(0x30, oid(encryption), element(4, iv)));
    return element(0x30, element(0x30, oid(scheme), parameters), element(4, encrypted));
  }

  /** Around something encrypted, with scrypt (N = 16384, r = 8, p = 1) as the derivation. */
  public static byte[] scrypt(byte[] encrypted) {
    byte[] parameters =
        element(
            0x30,
            element(4, usual().salt()),
            element(2, new byte[] {0x40, 0}),
            element(2, new byte[] {8}),
            element(2, new byte[] {1}));
    byte[] pbes2 =
        element(
            0x30,
            element(0x30, oid(SCRYPT), parameters),
            element(0x30, oid(AES_256), element(4, usual().iv())));
    return element(0x30, element(0x30, oid(PBES2), pbes2), element(4, encrypted));
  }

  /** What passes for an unencrypted key. */
  public static byte[] sequence(String content) {
    return element(0x30, element(4, content.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] oid(String hex) {
    return element(6, HexFormat.of().parseHex(hex));
  }

  /** An element of DER. */
  public static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    writeLength(content.size(), element);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static void writeLength(int size, ByteArrayOutputStream out) {
    if (size >= 0x100) {
      out.write(0x82);
      out.write(size >> 8);
    } else if (size >= 0x80) {
      out.write(0x81);
    }
    out.write(size);
  }
}
