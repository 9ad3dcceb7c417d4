package ai.nomyo.core.pkcs8;

import ai.nomyo.core.port.CipherException;
import java.util.Map;

/**
 * Names of the algorithm of private keys, and of those that protect them, the ones that nobody here
 * supports included.
 */
final class AlgorithmNames {

  static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
  static final String PBES2 = "1.2.840.113549.1.5.13";
  static final String PBKDF2 = "1.2.840.113549.1.5.12";
  static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
  static final String AES_128_CBC = "2.16.840.1.101.3.4.1.2";
  static final String AES_192_CBC = "2.16.840.1.101.3.4.1.22";
  static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.5.1", "PBES1 (MD2, DES)"),
          Map.entry("1.2.840.113549.1.5.3", "PBES1 (MD5, DES)"),
          Map.entry("1.2.840.113549.1.5.4", "PBES1 (MD2, RC2)"),
          Map.entry("1.2.840.113549.1.5.6", "PBES1 (MD5, RC2)"),
          Map.entry("1.2.840.113549.1.5.10", "PBES1 (SHA-1, DES)"),
          Map.entry("1.2.840.113549.1.5.11", "PBES1 (SHA-1, RC2)"),
          Map.entry("1.2.840.113549.1.12.1.1", "PKCS#12 encryption (RC4, 128 bits)"),
          Map.entry("1.2.840.113549.1.12.1.2", "PKCS#12 encryption (RC4, 40 bits)"),
          Map.entry("1.2.840.113549.1.12.1.3", "PKCS#12 encryption (3DES, 3 keys)"),
          Map.entry("1.2.840.113549.1.12.1.4", "PKCS#12 encryption (3DES, 2 keys)"),
          Map.entry("1.2.840.113549.1.12.1.5", "PKCS#12 encryption (RC2, 128 bits)"),
          Map.entry("1.2.840.113549.1.12.1.6", "PKCS#12 encryption (RC2, 40 bits)"),
          Map.entry(AES_128_CBC, "AES-128-CBC"),
          Map.entry(AES_192_CBC, "AES-192-CBC"),
          Map.entry(AES_256_CBC, "AES-256-CBC"),
          Map.entry("1.2.840.113549.3.7", "3DES-CBC"),
          Map.entry("1.3.14.3.2.7", "DES-CBC"));

  private AlgorithmNames() {}

  static String of(String oid) {
    return NAMES.getOrDefault(oid, "the algorithm " + oid);
  }

  static CipherException unsupported(String what, String name) {
    return new CipherException("the private key's " + what + " is not supported: " + name, null);
  }
}
