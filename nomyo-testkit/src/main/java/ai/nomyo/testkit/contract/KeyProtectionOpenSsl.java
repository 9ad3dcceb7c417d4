// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.OpenSslCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Key files as the openssl command writes them, and ours as it reads them. */
abstract class KeyProtectionOpenSsl extends KeyProtectionFixture {

  private static final String PASSWORD = "Schlüssel €";
  private static final String ENCRYPT =
      "pkcs8 -topk8 -in plain.pem -passout file:password -out encrypted.pem ";

  @TempDir private Path directory;
  private OpenSslCommand openssl;

  KeyProtectionOpenSsl(KeyProtectionContract contract) {
    super(contract);
  }

  @BeforeEach
  void makeKey() throws Exception {
    openssl = OpenSslCommand.in(directory);
    Files.writeString(directory.resolve("password"), PASSWORD + "\n" + PASSWORD);
    openssl.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out plain.pem");
  }

  @TestFactory
  Stream<DynamicTest> whatItWritesWithPbkdf2_isRead() {
    return HybridCipherFixture.tests(
        List.of(
            "-v2 aes-256-cbc",
            "-v2 aes-192-cbc",
            "-v2 aes-128-cbc",
            "-v2 des3",
            "-v2 des3 -v2prf hmacWithSHA1",
            "-v2 aes-256-cbc -v2prf hmacWithSHA1",
            "-v2 aes-256-cbc -v2prf hmacWithSHA224",
            "-v2 aes-256-cbc -v2prf hmacWithSHA256",
            "-v2 aes-256-cbc -v2prf hmacWithSHA384",
            "-v2 aes-128-cbc -v2prf hmacWithSHA512",
            "-v2 aes-256-cbc -iter 600000"),
        options ->
            assertArrayEquals(
                openssl.der("plain.pem"), unprotected(encrypted(options), PASSWORD.toCharArray())));
  }

  @TestFactory
  Stream<DynamicTest> whatItsOtherCommandsWrite_isRead() {
    return HybridCipherFixture.tests(
        List.of("rsa -des3", "pkey -des3"),
        command -> {
          openssl.run(command + " -in plain.pem -passout file:password -out encrypted.pem");
          assertArrayEquals(
              openssl.der("plain.pem"),
              unprotected(openssl.der("encrypted.pem"), PASSWORD.toCharArray()));
        });
  }

  @Test
  void pkcs12Encryption_isNamed() throws Exception {
    assertRefused(
        "protection is not supported: PKCS#12 encryption (3DES, 3 keys)",
        encrypted("-v1 PBE-SHA1-3DES"));
  }

  @TestFactory
  Stream<DynamicTest> otherCiphers_areNamedWithTheWayOut() {
    return HybridCipherFixture.tests(otherCiphers(), this::assertConvertible);
  }

  private List<String> otherCiphers() {
    Stream<String> inAnyMode =
        Stream.of(
                "aria-128",
                "aria-192",
                "aria-256",
                "camellia-128",
                "camellia-192",
                "camellia-256",
                "sm4")
            .flatMap(cipher -> inModes(cipher, "ecb", "cbc", "cfb", "ofb", "ctr"));
    Stream<String> aes =
        Stream.of("aes-128", "aes-192", "aes-256")
            .flatMap(cipher -> inModes(cipher, "ecb", "cfb", "ofb"));
    return Stream.of(inAnyMode, aes, Stream.of("des-ede")).flatMap(all -> all).toList();
  }

  private Stream<String> inModes(String cipher, String... modes) {
    return Stream.of(modes).map(mode -> cipher + "-" + mode);
  }

  private void assertConvertible(String cipher) throws Exception {
    assumeTrue(openssl.succeeds(ENCRYPT + "-v2 " + cipher), "openssl was built without it");
    assertRefused(
        "encryption is not supported: " + cipher.toUpperCase(Locale.ROOT) + WAY_OUT,
        openssl.der("encrypted.pem"));
    openssl.run(
        "pkcs8 -topk8 -v2 aes-256-cbc -in encrypted.pem -out converted.pem"
            + " -passin file:password -passout file:password");
    assertArrayEquals(
        openssl.der("plain.pem"),
        unprotected(openssl.der("converted.pem"), PASSWORD.toCharArray()));
  }

  @Test
  void itsScrypt_isReadOrRefusedByName() throws Exception {
    byte[] file = encrypted("-scrypt");
    if (readsScrypt()) {
      assertArrayEquals(openssl.der("plain.pem"), unprotected(file, PASSWORD.toCharArray()));
    } else {
      assertRefused("key derivation is not supported: scrypt (N=16384, r=8, p=1)", file);
    }
  }

  @Test
  void whatWeProtect_itReads() throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(openssl.der("plain.pem"));
        SecretBytes encrypted =
            protection.protect(pkcs8, PASSWORD.toCharArray(), SecretMemory.offHeap());
        SecretBytes text = Pem.ofEncryptedPrivateKey(encrypted, SecretMemory.offHeap())) {
      Files.write(directory.resolve("ours.pem"), bytes(text));
    }
    openssl.run("pkey -in ours.pem -passin file:password -out read.pem");
    assertArrayEquals(openssl.der("plain.pem"), openssl.der("read.pem"));
  }

  private byte[] encrypted(String options) throws Exception {
    openssl.run(ENCRYPT + options);
    return openssl.der("encrypted.pem");
  }
}
