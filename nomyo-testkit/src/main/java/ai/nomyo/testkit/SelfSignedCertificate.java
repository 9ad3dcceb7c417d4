package ai.nomyo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and localhost that no authority has signed, with its key.
 *
 * <p>Made by the JDK's {@code keytool} in a process of its own, which takes about a second: share
 * one among tests. Immutable.
 */
public final class SelfSignedCertificate {

  private static final String ALIAS = "router";
  private static final long KEYTOOL_SECONDS = 60;

  private final SSLContext sslContext;
  private final String certificatePem;

  private SelfSignedCertificate(SSLContext sslContext, String certificatePem) {
    this.sslContext = sslContext;
    this.certificatePem = certificatePem;
  }

  /**
   * Makes one, valid for a day.
   *
   * @throws IllegalStateException if the Java runtime has no {@code keytool} that can
   */
  public static SelfSignedCertificate create() {
    String password = randomPassword();
    try {
      Path directory = Files.createTempDirectory("nomyo-testkit");
      Path file = directory.resolve("certificate.p12");
      try {
        runKeytool(file, password);
        return read(file, password.toCharArray());
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String randomPassword() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static void runKeytool(Path file, String password) throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=fake router",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-validity",
                "1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:env",
                "KEYTOOL_PASSWORD"));
    keytool.environment().put("KEYTOOL_PASSWORD", password);
    keytool.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    await(keytool.start());
  }

  private static void await(Process keytool) {
    try {
      if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException("keytool made no certificate");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool made a certificate", interrupted);
    } finally {
      keytool.destroyForcibly();
    }
  }

  private static SelfSignedCertificate read(Path file, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new SelfSignedCertificate(context, pem(store.getCertificate(ALIAS).getEncoded()));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException("the JDK cannot read what its keytool wrote", unreadable);
    }
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  /** For a server that shows this certificate. */
  public SSLContext sslContext() {
    return sslContext;
  }

  /** The certificate, for a client to trust. */
  public String certificatePem() {
    return certificatePem;
  }

  @Override
  public String toString() {
    return "SelfSignedCertificate[127.0.0.1, localhost]";
  }
}
