package ai.nomyo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A fresh P-256 key with a certificate that vouches for itself, for HTTPS servers in tests.
 * Immutable, safe for use by many threads.
 *
 * <p>Made with the {@code keytool} of the running JDK, which takes about a second; a JRE without it
 * is not enough. Nothing of it stays on disk.
 */
public final class SelfSignedCertificate {

  private static final String ALIAS = "server";
  private static final String STORE_PASSWORD = "not-secret";

  private final KeyStore store;

  private SelfSignedCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * A certificate for servers on this machine: {@code 127.0.0.1} and {@code localhost}. Valid from
   * yesterday for a year.
   */
  public static SelfSignedCertificate create() {
    return forNames("ip:127.0.0.1", "dns:localhost");
  }

  /**
   * A certificate for other names.
   *
   * @param subjectAlternativeNames {@code ip:} or {@code dns:} and the name, one or more
   */
  public static SelfSignedCertificate forNames(String... subjectAlternativeNames) {
    try {
      return new SelfSignedCertificate(generate(String.join(",", subjectAlternativeNames)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static KeyStore generate(String names) throws IOException, GeneralSecurityException {
    Path directory = Files.createTempDirectory("nomyo-certificate");
    Path file = directory.resolve("server.p12");
    try {
      runKeytool(file, names);
      return read(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void runKeytool(Path file, String names) throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=nomyo-testkit",
            "-ext",
            "san=" + names,
            "-startdate",
            "-1d",
            "-validity",
            "365",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            STORE_PASSWORD);
    Process process = keytool.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }

  private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    return store;
  }

  /** A context for a server that shows this certificate; it trusts nobody in particular. */
  public SSLContext sslContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, STORE_PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot serve TLS", e);
    }
  }

  /** What a client needs to trust such a server: the certificate in PEM, with LF line ends. */
  public String certificatePem() {
    try {
      byte[] der = store.getCertificate(ALIAS).getEncoded();
      String base64 =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate has no encoding", e);
    }
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "SelfSignedCertificate";
  }
}
