package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.crypto.jca.DerReader.MalformedDerException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A key protected with PBES2 (RFC 8018, appendix A.4): PBKDF2 and AES in CBC mode.
 *
 * @param prf the JCA name of PBKDF2's function
 * @param keyBytes the size of the AES key
 * @param encrypted a view of the encrypted key
 */
record Pbes2(String prf, int keyBytes, Bytes salt, int iterations, Bytes iv, ByteBuffer encrypted) {

  /**
   * Beyond this a hostile file burns minutes; it is over ten times what OWASP asked for in 2023.
   */
  static final int MAX_ITERATIONS = 10_000_000;

  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final int IV_BYTES = 16;
  private static final int SALT_BYTES = 16;
  private static final String HMAC_SHA_256 = "1.2.840.113549.2.9";
  private static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";

  /** RFC 8018, appendix B.1.2. */
  private static final Map<String, String> PRFS =
      Map.of(
          "1.2.840.113549.2.7",
          "HmacSHA1",
          "1.2.840.113549.2.8",
          "HmacSHA224",
          HMAC_SHA_256,
          "HmacSHA256",
          "1.2.840.113549.2.10",
          "HmacSHA384",
          "1.2.840.113549.2.11",
          "HmacSHA512",
          "1.2.840.113549.2.12",
          "HmacSHA512/224",
          "1.2.840.113549.2.13",
          "HmacSHA512/256");

  private static final Map<String, Integer> AES_CBC_KEY_BYTES =
      Map.of("2.16.840.1.101.3.4.1.2", 16, "2.16.840.1.101.3.4.1.22", 24, AES_256_CBC, 32);

  /** Names for messages of what other programs use. */
  private static final Map<String, String> UNSUPPORTED =
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
          Map.entry("1.3.6.1.4.1.11591.4.11", "scrypt"),
          Map.entry("1.2.840.113549.3.7", "3DES-CBC"),
          Map.entry("1.3.14.3.2.7", "DES-CBC"));

  /**
   * Reads an {@code EncryptedPrivateKeyInfo}.
   *
   * @throws CipherException naming what is not supported
   */
  static Pbes2 read(ByteBuffer encryptedPkcs8) throws CipherException {
    try {
      DerReader file = new DerReader(encryptedPkcs8);
      DerReader info = file.sequence();
      file.end();
      DerReader scheme = info.sequence();
      ByteBuffer encrypted = info.content(DerReader.OCTET_STRING);
      info.end();
      return scheme(scheme, encrypted);
    } catch (MalformedDerException malformed) {
      throw new CipherException("not an encrypted private key in PKCS#8", null);
    }
  }

  private static Pbes2 scheme(DerReader scheme, ByteBuffer encrypted)
      throws MalformedDerException, CipherException {
    requireKnown("protection", PBES2, scheme.objectIdentifier());
    DerReader parameters = scheme.sequence();
    scheme.end();
    DerReader derivation = parameters.sequence();
    DerReader encryption = parameters.sequence();
    parameters.end();
    requireKnown("key derivation", PBKDF2, derivation.objectIdentifier());
    int keyBytes = known("encryption", AES_CBC_KEY_BYTES, encryption.objectIdentifier());
    Bytes iv = Bytes.copyOf(encryption.octets());
    encryption.end();
    DerReader pbkdf2 = derivation.sequence();
    derivation.end();
    require(iv.size() == IV_BYTES);
    return derivation(pbkdf2, keyBytes, iv, encrypted);
  }

  private static Pbes2 derivation(DerReader pbkdf2, int keyBytes, Bytes iv, ByteBuffer encrypted)
      throws MalformedDerException, CipherException {
    Bytes salt = Bytes.copyOf(pbkdf2.octets());
    int iterations = iterations(pbkdf2.natural());
    require(salt.size() > 0);
    require(!pbkdf2.nextIs(DerReader.INTEGER) || pbkdf2.natural() == keyBytes);
    String prf = pbkdf2.nextIs(DerReader.SEQUENCE) ? prf(pbkdf2.sequence()) : "HmacSHA1";
    pbkdf2.end();
    return new Pbes2(prf, keyBytes, salt, iterations, iv, encrypted);
  }

  private static String prf(DerReader prf) throws MalformedDerException, CipherException {
    String name = known("key derivation function", PRFS, prf.objectIdentifier());
    if (prf.nextIs(DerReader.NULL)) {
      prf.content(DerReader.NULL);
    }
    prf.end();
    return name;
  }

  private static int iterations(long count) throws CipherException {
    if (count < 1 || count > MAX_ITERATIONS) {
      throw new CipherException(
          "the encrypted private key asks for "
              + (count == Long.MAX_VALUE ? "more than 2^63" : count)
              + " iterations; 1 to "
              + MAX_ITERATIONS
              + " are allowed",
          null);
    }
    return (int) count;
  }

  private static void require(boolean met) throws MalformedDerException {
    if (!met) {
      throw new MalformedDerException();
    }
  }

  private static void requireKnown(String what, String supported, String oid)
      throws CipherException {
    known(what, Map.of(supported, supported), oid);
  }

  private static <T> T known(String what, Map<String, T> supported, String oid)
      throws CipherException {
    T found = supported.get(oid);
    if (found == null) {
      String name = UNSUPPORTED.getOrDefault(oid, "the algorithm " + oid);
      throw new CipherException("the private key's " + what + " is not supported: " + name, null);
    }
    return found;
  }

  /** The protection that new files get, with nothing encrypted yet. */
  static Pbes2 fresh(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(salt);
    random.nextBytes(iv);
    return new Pbes2(
        PRFS.get(HMAC_SHA_256),
        AES_CBC_KEY_BYTES.get(AES_256_CBC),
        Bytes.copyOf(salt),
        KeyProtection.ITERATIONS,
        Bytes.copyOf(iv),
        ByteBuffer.allocate(0));
  }

  /**
   * The {@code EncryptedPrivateKeyInfo} of a {@link #fresh} protection.
   *
   * @param encryptedKey what was encrypted with it
   */
  byte[] around(byte[] encryptedKey) {
    byte[] pbkdf2 =
        DerWriter.sequence(
            DerWriter.octetString(salt.toArray()),
            DerWriter.integer(iterations),
            DerWriter.sequence(DerWriter.objectIdentifier(HMAC_SHA_256), DerWriter.nothing()));
    byte[] parameters =
        DerWriter.sequence(
            DerWriter.sequence(DerWriter.objectIdentifier(PBKDF2), pbkdf2),
            DerWriter.sequence(
                DerWriter.objectIdentifier(AES_256_CBC), DerWriter.octetString(iv.toArray())));
    return DerWriter.sequence(
        DerWriter.sequence(DerWriter.objectIdentifier(PBES2), parameters),
        DerWriter.octetString(encryptedKey));
  }

  KeyProtection.Scheme scheme() {
    return new KeyProtection.Scheme(
        "PBKDF2 with " + prf.replaceFirst("^HmacSHA", "HMAC-SHA-"),
        OptionalLong.of(iterations),
        "AES-" + keyBytes * Byte.SIZE + "-CBC");
  }

  /** Shows the algorithms only. */
  @Override
  public String toString() {
    return "Pbes2[" + prf + ", " + iterations + " iterations, AES-" + keyBytes * Byte.SIZE + "]";
  }
}
