// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.ApiKey;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.Ports;
import ai.nomyo.core.SecureChat;
import ai.nomyo.core.Settings;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.keystore.file.KnownServersFile;
import ai.nomyo.keystore.file.PemDirectoryKeyStore;
import ai.nomyo.memory.locked.LockedMemory;
import ai.nomyo.report.CallListener;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a client together. Not safe for use by many threads; builds one client.
 *
 * <p>Without any setting, the client talks to {@code https://api.nomyo.ai} on the {@code jdk}
 * backend and makes its key in memory on first use.
 */
public final class ClientBuilder {

  private String baseUrl = RouterAddress.DEFAULT;
  private boolean allowHttp;
  private boolean secureMemory = true;
  private final Settings.Builder settings = Settings.builder();
  private final RouterTrust routerTrust = new RouterTrust();
  private String backend = Backends.DEFAULT;
  private @Nullable HybridCipher cipher;
  private @Nullable Transport transport;
  private @Nullable KeyStore keyStore;
  private HttpClientTransport.@Nullable Builder http;
  private char @Nullable [] keyPassword;
  private boolean keyPasswordUsed;

  ClientBuilder() {}

  /** The router's URL; {@code https://api.nomyo.ai} by default. Trailing slashes are removed. */
  public ClientBuilder baseUrl(String url) {
    this.baseUrl = url;
    return this;
  }

  /** Whether a plain {@code http} URL will do; false by default. Meant for tests on loopback. */
  public ClientBuilder allowHttp(boolean allowed) {
    this.allowHttp = allowed;
    return this;
  }

  /** The API key of calls that bring none of their own; none by default. */
  public ClientBuilder apiKey(ApiKey key) {
    return apiKey(() -> key);
  }

  /**
   * As {@link #apiKey(ApiKey)}.
   *
   * @throws InvalidInputException if no header can carry the text
   */
  public ClientBuilder apiKey(String key) {
    return apiKey(ApiKey.of(key));
  }

  /**
   * As {@link #apiKey(ApiKey)}, with a key that may be another one for each call: that of a file
   * that is replaced now and then, {@code () -> ApiKey.fromFile(path)}, or that of a tenant.
   *
   * @param keys asked once for each call that brings no key of its own, also where that is
   *     attempted again, and not for fetches of the router's key; by the thread that makes the
   *     call, which {@code createAsync} hands to one of the client's, and while the deadline runs;
   *     before anything is sent. Safe for use by as many threads as the client. Null fails the call
   *     with an {@link InvalidInputException}; what it throws passes through.
   */
  public ClientBuilder apiKey(Supplier<ApiKey> keys) {
    settings.apiKey(keys);
    return this;
  }

  /**
   * Whether AES keys, prompts on their way out, answers until they are read, passwords and
   * encodings of private keys are held in {@link LockedMemory}: outside the heap, in pages that are
   * not swapped out nor dumped; true by default. They are erased after use either way. Where the
   * system allows less, one warning is logged and the client's {@code memory()} says what is
   * missing. Of no concern to other clients.
   */
  public ClientBuilder secureMemory(boolean secure) {
    this.secureMemory = secure;
    return this;
  }

  /** How long to wait for the router; {@link Timeouts#DEFAULT} by default. */
  public ClientBuilder timeouts(Timeouts timeouts) {
    settings.timeouts(timeouts);
    return this;
  }

  /**
   * How long a call may take in all: over its attempts, the waits between them, and the making of a
   * first key; 5 minutes by default. Then it fails with a {@link DeadlineExceededException}.
   *
   * @throws InvalidInputException if it is not 1 ms to 1 day
   */
  public ClientBuilder deadline(Duration deadline) {
    settings.deadline(deadline);
    return this;
  }

  /** When a call is attempted again; {@link RetrySettings#DEFAULT} by default. */
  public ClientBuilder retries(RetrySettings retries) {
    settings.retries(retries);
    return this;
  }

  /**
   * How many requests may go out. By default 1 a second with bursts of 2 for {@code api.nomyo.ai},
   * the stricter of its published limits, and any number for other routers. The service counts by
   * API key: give clients that share one the same limiter.
   */
  public ClientBuilder rateLimiter(RateLimiter limiter) {
    settings.rateLimiter(limiter);
    return this;
  }

  /**
   * How long the calls of an API key are held back once a 503 follows two 429s or more, by which
   * the service says that it has blocked the key, and where that 503 has no {@code Retry-After}; 30
   * minutes by default. They fail with a {@link CoolDownException} and are not sent, which would
   * make the block longer.
   *
   * @param duration 0, for never, to 1 day
   * @throws InvalidInputException if it is anything else
   */
  public ClientBuilder coolDown(Duration duration) {
    settings.coolDown(duration);
    return this;
  }

  /**
   * The size beyond which an answer is not read on; 64 MiB by default.
   *
   * @throws InvalidInputException if it is less than 1024
   */
  public ClientBuilder largestAnswerBytes(int sizeBytes) {
    settings.largestAnswerBytes(sizeBytes);
    return this;
  }

  /** What an answer is compared with; {@link AnswerChecks#DEFAULT} by default. */
  public ClientBuilder answerChecks(AnswerChecks checks) {
    settings.answerChecks(checks);
    return this;
  }

  /** One more that is told what happens to calls, beside the log; none by default. */
  public ClientBuilder listener(CallListener listener) {
    settings.listener(listener);
    return this;
  }

  /**
   * How long the router's key is used after it was fetched; 1 hour by default. A client that makes
   * calls meanwhile fetches it again in the background when nine tenths are over. When the router
   * refuses a call on a kept key with a 400, the client asks once whether the key has changed, and
   * if so seals and sends the call again.
   *
   * @param lifetime 0, which fetches the key for every call, to 30 days
   * @throws InvalidInputException if it is anything else
   */
  public ClientBuilder serverKeyLifetime(Duration lifetime) {
    settings.serverKeyLifetime(lifetime);
    return this;
  }

  /**
   * A key that the router may have, beside those of former calls of this method: the next one too,
   * where the router's operator announced it. Without any, every key of at least 2048 bits that
   * comes over the connection is accepted, unless {@link #trustOnFirstUse} says otherwise. With one
   * or more, another key is a {@link SecurityViolationException} that names the fingerprints
   * expected and seen, and nothing is sealed for it.
   */
  public ClientBuilder serverKeyPin(ServerKeyPin pin) {
    routerTrust.pin(pin);
    return this;
  }

  /**
   * As {@link #serverKeyPin(ServerKeyPin)}.
   *
   * @param sha256 the fingerprint, in any of the forms that {@link ServerKeyPin} reads
   * @throws InvalidInputException if it is none
   */
  public ClientBuilder serverKeyPin(String sha256) {
    return serverKeyPin(new ServerKeyPin(sha256));
  }

  /**
   * Accepts the first key that is seen of the router, and from then on only the key that is known
   * of it; not done by default. The key is recorded before anything is sealed for it. Another one
   * later is a {@link SecurityViolationException} that names both fingerprints and says how to
   * accept it. Who takes the router's place at the first use is trusted; pins are not open to that.
   * Refused beside {@link #serverKeyPin}.
   *
   * @param servers looked at when the client is built
   */
  public ClientBuilder trustOnFirstUse(KnownServers servers) {
    routerTrust.firstUse(servers);
    return this;
  }

  /**
   * As {@link #trustOnFirstUse(KnownServers)}, in a file that programs and clients may share.
   *
   * @param knownServersFile made when there is a key to record; see {@link KnownServersFile}
   */
  public ClientBuilder trustOnFirstUse(Path knownServersFile) {
    return trustOnFirstUse(KnownServersFile.at(knownServersFile));
  }

  /** The crypto backend by its name; see {@link Backends#named}. {@code jdk} by default. */
  public ClientBuilder backend(String name) {
    this.backend = name;
    return this;
  }

  /** A cipher of the caller's own, before any backend. The caller looks after it. */
  public ClientBuilder cipher(HybridCipher cipher) {
    this.cipher = cipher;
    return this;
  }

  /**
   * A transport of the caller's own, before the default one, {@link HttpClientTransport}. It is
   * closed with the client.
   */
  public ClientBuilder transport(Transport transport) {
    this.transport = transport;
    return this;
  }

  /** Where the client's key is kept; by default it is made in memory and never leaves it. */
  public ClientBuilder keyStore(KeyStore store) {
    this.keyStore = store;
    return this;
  }

  /**
   * A directory in which the client's key is kept as {@code private_key.pem} and {@code
   * public_key.pem}. A key that is there is loaded when the client is built; when there is none,
   * one is made and saved on first use.
   */
  public ClientBuilder keyDirectory(Path directory) {
    return keyStore(PemDirectoryKeyStore.in(directory));
  }

  /**
   * When the client's key is replaced with a fresh one; {@link KeyRotation#never} by default. In a
   * key store or directory the fresh pair takes the place of the former one, which is removed, and
   * has the same password; when another process replaced it before, that pair is used. A key that
   * was loaded or generated later, by {@code loadKeys} or {@code generateKeys}, is replaced in
   * memory only. A failure is logged as a warning, and the present key stays in use until it is due
   * again.
   */
  public ClientBuilder keyRotation(KeyRotation rotation) {
    settings.keyRotation(rotation);
    return this;
  }

  /**
   * The password of the key in the key store or directory, or of the one that is made there; none
   * by default.
   *
   * @param password stands for its UTF-8 bytes; copied, and the copy is erased when the client is
   *     built, or, where there is no key yet, when the first one was made or the client is closed;
   *     with {@link #keyRotation} on, when the client is closed. Building once more, even after a
   *     failure, needs it once more.
   */
  public ClientBuilder keyPassword(char[] password) {
    erasePassword();
    this.keyPassword = password.clone();
    this.keyPasswordUsed = false;
    return this;
  }

  /**
   * The certificate authorities to trust instead of the JVM's, which are read with the first TLS
   * connection.
   *
   * @param pemFile one or more certificates in PEM; read when the client is built, and refused
   *     beside a transport of the caller's own, which has its own trust
   */
  public ClientBuilder caCertificates(Path pemFile) {
    return http(builder -> builder.trustingOnly(pemFile));
  }

  /**
   * The certificate to show to servers that ask for one, none by default; see {@link
   * HttpClientTransport.Builder#clientCertificate}. Refused beside a transport of the caller's own.
   *
   * @param certificatePem read when the client is built
   * @param keyPem PKCS#8 without a password; read when the client is built
   */
  public ClientBuilder clientCertificate(Path certificatePem, Path keyPem) {
    return http(builder -> builder.clientCertificate(certificatePem, keyPem));
  }

  /**
   * A public key that the certificate of the TLS server may have; any by default, and further calls
   * add further ones. See {@link HttpClientTransport.Builder#tlsPin}. Refused beside a transport of
   * the caller's own.
   *
   * @param pin SHA-256 of the SPKI in hexadecimal digits, or {@code sha256/BASE64}
   * @throws InvalidInputException if it is neither
   */
  public ClientBuilder tlsPin(String pin) {
    return http(builder -> builder.tlsPin(pin));
  }

  /**
   * The proxy on the way to the router; none by default, whatever the environment says. See {@link
   * HttpClientTransport.Builder#proxy}. Refused beside a transport of the caller's own.
   *
   * @param uri {@code http://HOST:PORT} or {@code socks5://HOST:PORT}
   * @throws InvalidInputException if it is anything else, or has credentials in it
   */
  public ClientBuilder proxy(URI uri) {
    return http(builder -> builder.proxy(uri));
  }

  /**
   * Who asks the HTTP proxy; see {@link HttpClientTransport.Builder#proxyCredentials}. Refused
   * beside a transport of the caller's own.
   *
   * @param password copied; each client erases its copy when it is closed, this builder keeps one
   */
  public ClientBuilder proxyCredentials(String user, char[] password) {
    return http(builder -> builder.proxyCredentials(user, password));
  }

  /**
   * Hosts that are connected to without the proxy; see {@link
   * HttpClientTransport.Builder#noProxyFor}. Refused beside a transport of the caller's own.
   *
   * @param list as the variable {@code NO_PROXY} has it, such as {@code localhost,.example.org}
   */
  public ClientBuilder noProxyFor(String list) {
    return http(builder -> builder.noProxyFor(list));
  }

  private ClientBuilder http(Consumer<HttpClientTransport.Builder> setting) {
    http = http == null ? HttpClientTransport.builder() : http;
    setting.accept(http);
    return this;
  }

  /**
   * The client of most programs.
   *
   * @throws InvalidInputException if the URL, a duration, a certificate or its key cannot be used,
   *     or a key that stays in a token is to be rotated, or there are pins beside trust on first
   *     use, or the HttpClient on the class path is too old for the default transport
   * @throws SecurityViolationException if the URL is plain HTTP and that was not allowed
   * @throws BackendUnavailableException if the backend is unknown or lacks something
   * @throws KeyFileException if there is a key that cannot be used, or a file of known servers
   */
  public SecureChatCompletion build() {
    return assemble(SecureChat::completion);
  }

  /** The protocol step by step; otherwise as {@link #build}. */
  public SecureCompletionClient buildProtocolClient() {
    return assemble(SecureChat::protocol);
  }

  private interface Assembly<C> {
    C client(Ports ports, Settings settings, char @Nullable [] password);
  }

  private <C> C assemble(Assembly<C> assembly) {
    Transport opened = null;
    SecretMemory memory = secureMemory ? LockedMemory.create() : SecretMemory.onHeap();
    try {
      checkPasswordIsStillThere();
      checkPasswordHasAKey();
      checkHttpSettingsHaveAUse();
      RouterAddress address = RouterAddress.of(baseUrl, allowHttp);
      Backend chosen = cipher == null ? Backends.named(backend) : Backends.ofCaller(cipher);
      opened = transport != null ? transport : defaultTransport();
      settings.serverKeyTrust(routerTrust.in(address)).backendChoice(chosen.choice());
      return assembly.client(ports(chosen, opened, memory), settings.build(address), keyPassword);
    } catch (RuntimeException | Error refused) {
      // Whatever it was, no client is there to close the two.
      if (opened != null) {
        opened.close();
      }
      memory.close();
      throw refused;
    } finally {
      keyPasswordUsed |= keyPassword != null;
      erasePassword();
    }
  }

  /** Asks for HttpClient, which a caller with another transport need not have. */
  private Transport defaultTransport() {
    return Objects.requireNonNullElseGet(http, HttpClientTransport::builder).build();
  }

  /** Without it, a first key would be kept unprotected, against what was asked for. */
  private void checkPasswordIsStillThere() {
    if (keyPasswordUsed) {
      throw new InvalidInputException(
          "key password", "one that an earlier build() erased", "the password, given once more");
    }
  }

  private void checkPasswordHasAKey() {
    if (keyPassword != null && keyStore == null) {
      throw new InvalidInputException(
          "key password", "one without a key", "one together with a key directory or key store");
    }
  }

  private void checkHttpSettingsHaveAUse() {
    if (http != null && transport != null) {
      throw new InvalidInputException(
          "CA certificates, client certificate, TLS pin or proxy",
          "together with a transport",
          "one of the two: a transport has its own");
    }
  }

  private Ports ports(Backend chosen, Transport opened, SecretMemory memory) {
    return new Ports(
        chosen.cipher(),
        opened,
        Optional.ofNullable(keyStore),
        chosen.keyProtection(),
        PemDirectoryKeyStore::ofFiles,
        memory);
  }

  private void erasePassword() {
    if (keyPassword != null) {
      Arrays.fill(keyPassword, '\0');
      keyPassword = null;
    }
  }
}
