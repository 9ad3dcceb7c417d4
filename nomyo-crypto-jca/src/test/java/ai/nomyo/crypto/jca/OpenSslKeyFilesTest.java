package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key files as the openssl command writes them. */
final class OpenSslKeyFilesTest {

  private static final String PASSWORD = "Schlüssel €";

  @TempDir private static Path directory;

  @BeforeAll
  static void makeKey() throws Exception {
    assumeTrue(isOpenSsl(), "the openssl command is absent or is not OpenSSL");
    Files.writeString(directory.resolve("password"), PASSWORD);
    openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out plain.pem");
    openssl("pkey -in plain.pem -pubout -out public.pem");
  }

  private static boolean isOpenSsl() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("openssl", "version").redirectErrorStream(true).start();
      String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return version.waitFor() == 0 && text.startsWith("OpenSSL ");
    } catch (IOException absent) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-v2 aes-256-cbc",
        "-v2 aes-192-cbc",
        "-v2 aes-128-cbc",
        "-v2 aes-256-cbc -v2prf hmacWithSHA1",
        "-v2 aes-256-cbc -v2prf hmacWithSHA224",
        "-v2 aes-256-cbc -v2prf hmacWithSHA256",
        "-v2 aes-256-cbc -v2prf hmacWithSHA384",
        "-v2 aes-128-cbc -v2prf hmacWithSHA512",
        "-v2 aes-256-cbc -iter 600000"
      })
  void whatItWritesWithPbkdf2_isRead(String options) throws Exception {
    try (SecretBytes encrypted = encrypted(options);
        SecretBytes pkcs8 =
            JcaKeyProtection.onJdk()
                .unprotect(encrypted, PASSWORD.toCharArray(), SecretMemory.offHeap());
        OpeningKey key = JcaHybridCipher.onJdk().keys().readPrivate(pkcs8)) {
      assertEquals(Bytes.copyOf(pem("public.pem")), key.spki());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-scrypt, scrypt",
    "-v2 des3, 3DES-CBC",
    "-v1 PBE-SHA1-3DES, 'PKCS#12 encryption (3DES, 3 keys)'"
  })
  void whatIsNotSupported_isNamed(String options, String name) throws Exception {
    try (SecretBytes encrypted = encrypted(options)) {
      CipherException error =
          assertThrows(
              CipherException.class,
              () ->
                  JcaKeyProtection.onJdk()
                      .unprotect(encrypted, PASSWORD.toCharArray(), SecretMemory.offHeap()));
      assertTrue(error.getMessage().endsWith("is not supported: " + name), error.getMessage());
    }
  }

  @Test
  void itsUnencryptedKey_isRead() throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(pem("plain.pem"));
        OpeningKey key = JcaHybridCipher.onJdk().keys().readPrivate(pkcs8)) {
      assertEquals(Bytes.copyOf(pem("public.pem")), key.spki());
    }
  }

  @Test
  void whatWeProtect_itReads() throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(pem("plain.pem"));
        SecretBytes encrypted =
            JcaKeyProtection.onJdk()
                .protect(pkcs8, PASSWORD.toCharArray(), SecretMemory.offHeap());
        SecretBytes text = Pem.ofEncryptedPrivateKey(encrypted, SecretMemory.offHeap())) {
      byte[] file = new byte[text.size()];
      text.lend().get(file);
      Files.write(directory.resolve("ours.pem"), file);
    }
    openssl("pkey -in ours.pem -passin file:password -pubout -out ours-public.pem");
    assertArrayEquals(pem("public.pem"), pem("ours-public.pem"));
  }

  private static SecretBytes encrypted(String options) throws Exception {
    openssl("pkcs8 -topk8 -in plain.pem -passout file:password -out encrypted.pem " + options);
    return SecretBytes.owning(pem("encrypted.pem"));
  }

  private static byte[] pem(String name) throws IOException {
    String text = Files.readString(directory.resolve(name));
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "openssl did not end");
    assertEquals(0, process.exitValue(), Files.readString(directory.resolve("output")));
  }
}
