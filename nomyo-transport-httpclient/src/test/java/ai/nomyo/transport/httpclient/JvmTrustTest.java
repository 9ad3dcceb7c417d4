// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The trust store that the JVM is told to use: when it is read, and what if it cannot be. */
@Timeout(60)
final class JvmTrustTest {

  private static final SelfSignedCertificate SERVER = SelfSignedCertificate.create();
  private static final SelfSignedCertificate CLIENT = SelfSignedCertificate.create();
  private static final String PASSWORD = "password";

  @TempDir Path directory;

  private final Properties before = System.getProperties();
  private TlsServer server;

  @BeforeEach
  void start() throws Exception {
    System.setProperties((Properties) before.clone());
    server = TlsServer.showing(SERVER);
  }

  @AfterEach
  void stop() {
    server.close();
    System.setProperties(before);
  }

  @Test
  void settings_areReadWithTheFirstConnection_andNotAgain() throws Exception {
    trust(broken(), PASSWORD);
    try (HttpClientTransport transport = HttpClientTransport.builder().build()) {
      assertReadWithTheFirstConnection(transport);
    }
  }

  @Test
  void settingsBesideAClientCertificate_areReadThenToo() throws Exception {
    trust(broken(), PASSWORD);
    Path certificate = write("client.pem", CLIENT.certificatePem());
    Path key = write("key.pem", CLIENT.privateKeyPem());
    try (HttpClientTransport transport =
        HttpClientTransport.builder().clientCertificate(certificate, key).build()) {
      assertReadWithTheFirstConnection(transport);
    }
  }

  private void assertReadWithTheFirstConnection(HttpClientTransport transport) throws Exception {
    trust(store("PKCS12"), PASSWORD);
    assertEquals(200, transport.send(Loopback.get(server.uri())).status());
    trust(broken(), PASSWORD);
    try (TlsServer another = TlsServer.showing(SERVER)) {
      assertEquals(200, transport.send(Loopback.get(another.uri())).status());
    }
  }

  @Test
  void truncatedStore_isNoLostConnection() throws Exception {
    trust(broken(), PASSWORD);
    assertUnreadable();
  }

  @Test
  void storeWithAnotherPassword_isSaidToBeUnreadable() throws Exception {
    trust(store("PKCS12"), "another");
    assertUnreadable();
  }

  @Test
  void brokenAuthority_isNoFlawOfTheServersCertificate() throws Exception {
    System.setProperty("javax.net.ssl.trustStoreType", "JKS");
    trust(withBrokenCertificate(), "");
    assertUnreadable();
  }

  private void assertUnreadable() {
    try (HttpClientTransport transport = HttpClientTransport.builder().build()) {
      TransportException failure =
          assertThrows(TransportException.class, () -> transport.send(Loopback.get(server.uri())));
      assertEquals(Kind.TLS, failure.kind());
      assertFalse(failure.maybeSent());
      assertEquals(
          "No response from "
              + server.authority()
              + ": the JVM's trusted authorities cannot be read (TlsSetUpException)",
          failure.getMessage());
    }
  }

  private static void trust(Path store, String password) {
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", password);
  }

  private Path broken() throws Exception {
    byte[] whole = Files.readAllBytes(store("PKCS12"));
    return Files.write(directory.resolve("broken.p12"), Arrays.copyOf(whole, whole.length / 2));
  }

  /** In a store whose own digest is not checked without a password. */
  private Path withBrokenCertificate() throws Exception {
    Path file = store("JKS");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0xff);
    return Files.write(file, bytes);
  }

  private Path store(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("server", certificate());
    Path file = directory.resolve("trusted." + type);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private X509Certificate certificate() throws IOException {
    return Certificates.in(write("server.pem", SERVER.certificatePem()), "server").get(0);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
