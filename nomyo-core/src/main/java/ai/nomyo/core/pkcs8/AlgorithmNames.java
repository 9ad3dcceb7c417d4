// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.port.CipherException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of the algorithm of private keys, and of those that protect them, the ones that nobody here
 * supports included.
 */
final class AlgorithmNames {

  static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
  static final String PBES2 = "1.2.840.113549.1.5.13";
  static final String PBKDF2 = "1.2.840.113549.1.5.12";
  static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";

  private static final String WAY_OUT =
      "; convert the key with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW";

  /** Object identifiers and names; the ciphers are those that OpenSSL 3 puts into PBES2. */
  private static final Map<String, String> NAMES =
      Stream.of(
              """
              1.2.840.113549.1.5.1 PBES1 (MD2, DES)
              1.2.840.113549.1.5.3 PBES1 (MD5, DES)
              1.2.840.113549.1.5.4 PBES1 (MD2, RC2)
              1.2.840.113549.1.5.6 PBES1 (MD5, RC2)
              1.2.840.113549.1.5.10 PBES1 (SHA-1, DES)
              1.2.840.113549.1.5.11 PBES1 (SHA-1, RC2)
              1.2.840.113549.1.12.1.1 PKCS#12 encryption (RC4, 128 bits)
              1.2.840.113549.1.12.1.2 PKCS#12 encryption (RC4, 40 bits)
              1.2.840.113549.1.12.1.3 PKCS#12 encryption (3DES, 3 keys)
              1.2.840.113549.1.12.1.4 PKCS#12 encryption (3DES, 2 keys)
              1.2.840.113549.1.12.1.5 PKCS#12 encryption (RC2, 128 bits)
              1.2.840.113549.1.12.1.6 PKCS#12 encryption (RC2, 40 bits)
              1.2.840.113549.3.7 3DES-CBC
              2.16.840.1.101.3.4.1.1 AES-128-ECB
              2.16.840.1.101.3.4.1.2 AES-128-CBC
              2.16.840.1.101.3.4.1.3 AES-128-OFB
              2.16.840.1.101.3.4.1.4 AES-128-CFB
              2.16.840.1.101.3.4.1.8 AES-128-WRAP-PAD
              2.16.840.1.101.3.4.1.21 AES-192-ECB
              2.16.840.1.101.3.4.1.22 AES-192-CBC
              2.16.840.1.101.3.4.1.23 AES-192-OFB
              2.16.840.1.101.3.4.1.24 AES-192-CFB
              2.16.840.1.101.3.4.1.28 AES-192-WRAP-PAD
              2.16.840.1.101.3.4.1.41 AES-256-ECB
              2.16.840.1.101.3.4.1.42 AES-256-CBC
              2.16.840.1.101.3.4.1.43 AES-256-OFB
              2.16.840.1.101.3.4.1.44 AES-256-CFB
              2.16.840.1.101.3.4.1.48 AES-256-WRAP-PAD
              1.2.410.200046.1.1.1 ARIA-128-ECB
              1.2.410.200046.1.1.2 ARIA-128-CBC
              1.2.410.200046.1.1.3 ARIA-128-CFB
              1.2.410.200046.1.1.4 ARIA-128-OFB
              1.2.410.200046.1.1.5 ARIA-128-CTR
              1.2.410.200046.1.1.6 ARIA-192-ECB
              1.2.410.200046.1.1.7 ARIA-192-CBC
              1.2.410.200046.1.1.8 ARIA-192-CFB
              1.2.410.200046.1.1.9 ARIA-192-OFB
              1.2.410.200046.1.1.10 ARIA-192-CTR
              1.2.410.200046.1.1.11 ARIA-256-ECB
              1.2.410.200046.1.1.12 ARIA-256-CBC
              1.2.410.200046.1.1.13 ARIA-256-CFB
              1.2.410.200046.1.1.14 ARIA-256-OFB
              1.2.410.200046.1.1.15 ARIA-256-CTR
              0.3.4401.5.3.1.9.1 CAMELLIA-128-ECB
              1.2.392.200011.61.1.1.1.2 CAMELLIA-128-CBC
              0.3.4401.5.3.1.9.4 CAMELLIA-128-CFB
              0.3.4401.5.3.1.9.3 CAMELLIA-128-OFB
              0.3.4401.5.3.1.9.9 CAMELLIA-128-CTR
              0.3.4401.5.3.1.9.21 CAMELLIA-192-ECB
              1.2.392.200011.61.1.1.1.3 CAMELLIA-192-CBC
              0.3.4401.5.3.1.9.24 CAMELLIA-192-CFB
              0.3.4401.5.3.1.9.23 CAMELLIA-192-OFB
              0.3.4401.5.3.1.9.29 CAMELLIA-192-CTR
              0.3.4401.5.3.1.9.41 CAMELLIA-256-ECB
              1.2.392.200011.61.1.1.1.4 CAMELLIA-256-CBC
              0.3.4401.5.3.1.9.44 CAMELLIA-256-CFB
              0.3.4401.5.3.1.9.43 CAMELLIA-256-OFB
              0.3.4401.5.3.1.9.49 CAMELLIA-256-CTR
              1.2.156.10197.1.104.1 SM4-ECB
              1.2.156.10197.1.104.2 SM4-CBC
              1.2.156.10197.1.104.4 SM4-CFB
              1.2.156.10197.1.104.3 SM4-OFB
              1.2.156.10197.1.104.7 SM4-CTR
              1.3.14.3.2.17 DES-EDE
              1.3.14.3.2.7 DES-CBC
              1.3.14.3.2.6 DES-ECB
              1.3.14.3.2.9 DES-CFB
              1.3.14.3.2.8 DES-OFB
              1.2.840.113549.3.2 RC2-CBC
              1.3.6.1.4.1.3029.1.2 BF-CBC
              1.2.840.113533.7.66.10 CAST5-CBC
              1.2.410.200004.1.4 SEED-CBC
              1.2.840.113549.3.4 RC4
              1.2.410.200004.1.5 SEED-CFB
              """
                  .split("\n"))
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));

  private AlgorithmNames() {}

  static String of(String oid) {
    return NAMES.getOrDefault(oid, "the algorithm " + oid);
  }

  static CipherException unsupported(String what, String name) {
    return new CipherException(message(what, name), null);
  }

  /** For what the openssl command reads, or may read. */
  static CipherException unsupportedButConvertible(String what, String name) {
    return new CipherException(message(what, name) + WAY_OUT, null);
  }

  private static String message(String what, String name) {
    return "the private key's " + what + " is not supported: " + name;
  }
}
