// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** Key pairs of the JDK's that our ciphers would not make: too short, or not of RSA. */
public record JdkKeyPair(KeyPair pair) {

  /** A short one is made at once. */
  public static JdkKeyPair rsa(int sizeBits) {
    return of("RSA", sizeBits);
  }

  /** On the curve P-256. */
  public static JdkKeyPair ellipticCurve() {
    return of("EC", 256);
  }

  private static JdkKeyPair of(String algorithm, int sizeBits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(sizeBits);
      return new JdkKeyPair(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** PKCS#8, in an array of the caller's own. */
  public byte[] pkcs8() {
    return pair.getPrivate().getEncoded();
  }

  /** SubjectPublicKeyInfo, in an array of the caller's own. */
  public byte[] spki() {
    return pair.getPublic().getEncoded();
  }

  /** Without a password. */
  public String privatePem() {
    return PemText.of("PRIVATE KEY", pkcs8());
  }

  /** What a router or a client shows of it. */
  public String publicPem() {
    return PemText.of("PUBLIC KEY", spki());
  }

  /** Shows nothing of the keys. */
  @Override
  public String toString() {
    return "JdkKeyPair";
  }
}
