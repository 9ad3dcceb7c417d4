// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a client comes to the router, and whom it takes for it. */
final class TlsAndProxyOptions {

  private static final String PROXY = "--proxy";
  private static final String PROXY_PASSWORD_FILE = "--proxy-password-file";

  @Option(
      names = "--ca-file",
      paramLabel = "PEM",
      description = "Certificate authorities to trust instead of the JVM's.")
  private @Nullable Path caFile;

  @Option(
      names = "--client-cert",
      paramLabel = "PEM",
      description = "Certificate to show to the router, if it asks for one.")
  private @Nullable Path clientCertificate;

  @Option(
      names = "--client-key",
      paramLabel = "PEM",
      description = "Its private key: PKCS#8 without a password.")
  private @Nullable Path clientKey;

  @Option(
      names = "--tls-pin",
      paramLabel = "SHA256",
      description =
          "Public key that the router's TLS certificate must have, as hexadecimal digits or"
              + " sha256/BASE64; may be given several times.")
  private List<String> tlsPins = List.of();

  @Option(
      names = PROXY,
      paramLabel = "URL",
      description =
          "http://HOST:PORT or socks5://HOST:PORT; hosts in the environment's NO_PROXY are"
              + " connected to without it.")
  private @Nullable String proxy;

  @Option(names = "--proxy-user", paramLabel = "NAME", description = "Who asks the HTTP proxy.")
  private @Nullable String proxyUser;

  @Option(
      names = PROXY_PASSWORD_FILE,
      paramLabel = "FILE",
      description = "File with that user's password; a final line end is not part of it.")
  private @Nullable Path proxyPasswordFile;

  /** The settings of a transport that goes this way. */
  HttpClientTransport.Builder transport(Shell shell) {
    HttpClientTransport.Builder builder = HttpClientTransport.builder();
    configureTls(builder);
    if (proxy != null) {
      builder.proxy(uri(proxy));
      shell.variable("NO_PROXY").ifPresent(builder::noProxyFor);
    }
    configureCredentials(builder, shell);
    return builder;
  }

  private void configureTls(HttpClientTransport.Builder builder) {
    checkBothOrNone("--client-cert", clientCertificate, "--client-key", clientKey);
    if (caFile != null) {
      builder.trustingOnly(caFile);
    }
    if (clientCertificate != null && clientKey != null) {
      builder.clientCertificate(clientCertificate, clientKey);
    }
    tlsPins.forEach(builder::tlsPin);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException noUri) {
      throw new InvalidInputException(
          PROXY, "something that is no URL", "http://HOST:PORT or socks5://HOST:PORT");
    }
  }

  private void configureCredentials(HttpClientTransport.Builder builder, Shell shell) {
    checkBothOrNone("--proxy-user", proxyUser, PROXY_PASSWORD_FILE, proxyPasswordFile);
    String user = proxyUser;
    if (user != null) {
      KeyOptions.withPassword(
          PROXY_PASSWORD_FILE,
          proxyPasswordFile,
          shell,
          password -> password == null ? builder : builder.proxyCredentials(user, password));
    }
  }

  private static void checkBothOrNone(
      String one, @Nullable Object first, String other, @Nullable Object second) {
    if ((first == null) != (second == null)) {
      throw new InvalidInputException(
          one + " and " + other, "one without the other", "both or neither");
    }
  }
}
