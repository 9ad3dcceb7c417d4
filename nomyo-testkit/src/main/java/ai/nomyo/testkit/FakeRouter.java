// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A NOMYO router for tests: a real HTTP server on a free port of 127.0.0.1 that keeps every
 * sentence of the protocol and expects the same of its clients.
 *
 * <pre>{@code
 * try (FakeRouter router = FakeRouter.start()) {
 *   router.next(Script.status(503).detail("down").header("Retry-After", "1"));
 *   … a client of router.baseUrl() …
 *   assertEquals("Hello!", router.lastRequest().json().getObjects("messages").get(0)…);
 *   assertEquals(List.of(), router.violations());
 * }
 * }</pre>
 *
 * <p><b>Strict.</b> A request that breaks the protocol gets a 400 with a {@code detail} that says
 * how (404 and 405 for an unknown path or method, 401 for the API key), is listed in {@link
 * #violations} and uses up no script. Fresh must be: the nonce, always; the AES key, told apart by
 * unwrapping it a second time with the JDK, which a router key without a PKCS#8 encoding does not
 * allow, so that then only nonces are watched; the payload id, except that a call which got no
 * whole 200 at once may be tried again under its id (see {@link Builder#answersMayBeLost}). A
 * package sealed for a key from before {@link #rotateKey} gets a 400 too, but is no violation.
 *
 * <p>It opens and seals with a cipher of its own, on the JDK, that shares no code with those of
 * clients. Who tests a cipher on the JDK gives it <b>another one</b>, so that a mistake both share
 * cannot cancel out. It keeps what it received, in the clear, until {@link #reset} or {@link
 * #close}; it is made for test data.
 *
 * <p>Routers share nothing. Safe for use by many threads, all of its own being daemons.
 */
public final class FakeRouter implements AutoCloseable {

  private final RouterProtocol protocol;
  private final RouterKeys keys;
  private final RouterRecords records;
  private final Optional<RouterServer> server;
  private final Optional<SelfSignedCertificate> certificate;
  private final Answer firstAnswer;
  private final Optional<String> firstApiKey;

  private FakeRouter(Builder builder, boolean inMemory) {
    records = new RouterRecords(builder.remembered);
    keys = new RouterKeys(builder.cipher.keys(), builder.makeKey());
    protocol =
        new RouterProtocol(
            builder.cipher, keys, records, new FreshnessWatch(builder.answersMayBeLost));
    certificate = builder.certificate;
    firstAnswer = builder.answer;
    firstApiKey = builder.apiKey;
    Optional<SSLContext> tls = certificate.map(SelfSignedCertificate::sslContext);
    reset();
    server =
        inMemory ? Optional.empty() : Optional.of(RouterServer.start(protocol, builder.port, tls));
  }

  /** Starts a router that speaks plain HTTP, echoes, and needs no API key. */
  public static FakeRouter start() {
    return builder().start();
  }

  /** As {@link #start()}, with this cipher. */
  public static FakeRouter start(HybridCipher cipher) {
    return builder(cipher).start();
  }

  /**
   * A router without a server, to be reached through {@link ScriptedTransport#to} alone.
   *
   * @see Builder#inMemory
   */
  public static FakeRouter inMemory() {
    return builder().inMemory();
  }

  /** As {@link #inMemory()}, with this cipher. */
  public static FakeRouter inMemory(HybridCipher cipher) {
    return builder(cipher).inMemory();
  }

  /** A builder of routers with the testkit's own cipher. */
  public static Builder builder() {
    return builder(new JdkCipher());
  }

  /**
   * A builder of routers with another cipher.
   *
   * @param cipher opens requests and seals answers; stays the caller's
   */
  public static Builder builder(HybridCipher cipher) {
    return new Builder(cipher);
  }

  /**
   * Where clients find it, such as {@code http://127.0.0.1:40123}; {@code https://router.invalid}
   * for one in memory.
   */
  public URI baseUrl() {
    return server
        .map(RouterServer::port)
        .map(port -> URI.create(scheme() + "://127.0.0.1:" + port))
        .orElse(URI.create("https://router.invalid"));
  }

  private String scheme() {
    return certificate.isPresent() ? "https" : "http";
  }

  /** What a client of an HTTPS router has to trust. */
  public Optional<SelfSignedCertificate> certificate() {
    return certificate;
  }

  /** The router's present public key: SPKI PEM. */
  public String publicKeyPem() {
    return keys.current().publicPem();
  }

  /** Applies a script to the next request, or requests; after the ones that wait already. */
  public FakeRouter next(Script script) {
    protocol.chatScripts().add(script);
    return this;
  }

  /**
   * Applies a script to the next fetch of the public key, or fetches.
   *
   * @throws IllegalArgumentException if the script is about sealed answers
   */
  public FakeRouter nextKeyFetch(Script script) {
    if (!script.stages().suitKeyFetches()) {
      throw new IllegalArgumentException("the script is about sealed answers; keys are not sealed");
    }
    protocol.keyScripts().add(script);
    return this;
  }

  /** Answers like this from now on, where no script says otherwise. */
  public FakeRouter answerWith(Answer answer) {
    protocol.answerWith(answer);
    return this;
  }

  /** Answers 401 from now on to whoever does not send this API key. */
  public FakeRouter requireApiKey(String apiKey) {
    protocol.requireApiKey(Optional.of(apiKey));
    return this;
  }

  /**
   * Replaces the router's key. What is sealed for a former one gets a 400 from now on. The second
   * key comes with the testkit; each later one is made, with 2048 bits.
   */
  public void rotateKey() {
    keys.rotate();
  }

  /** The requests that kept the protocol, oldest first: the last 1,000, unless built otherwise. */
  public List<ReceivedRequest> requests() {
    return records.requests().all();
  }

  /**
   * The last request that kept the protocol.
   *
   * @throws NoSuchElementException if there was none
   */
  public ReceivedRequest lastRequest() {
    List<ReceivedRequest> all = requests();
    if (all.isEmpty()) {
      throw new NoSuchElementException("no request has kept the protocol yet");
    }
    return all.get(all.size() - 1);
  }

  /** How clients broke the protocol, oldest first; as many as {@link #requests} are kept. */
  public List<String> violations() {
    return records.violations().all();
  }

  /** The TCP connections accepted, whether or not a request came over them; 0 in memory. */
  public int connections() {
    return records.connections().get();
  }

  /** How often the public key was asked for, whatever the answer. */
  public int keyFetches() {
    return records.keyFetches().get();
  }

  /** How often something was posted to the chat endpoint, whatever the answer. */
  public int chatCalls() {
    return records.chatCalls().get();
  }

  /**
   * As after the start: no scripts, nothing recorded, counted or known as used; the first key, the
   * first answer and the first API key. Connections stay open.
   */
  public void reset() {
    protocol.forget();
    protocol.answerWith(firstAnswer);
    protocol.requireApiKey(firstApiKey);
    keys.reset();
    records.clear();
  }

  RouterProtocol protocol() {
    return protocol;
  }

  /** Closes the port and the connections, held answers included, and forgets. Idempotent. */
  @Override
  public void close() {
    server.ifPresent(RouterServer::close);
    reset();
    keys.close();
  }

  @Override
  public String toString() {
    return "FakeRouter[" + baseUrl() + "]";
  }

  /** Settings of a router. Not safe for use by many threads; may start several routers. */
  public static final class Builder {

    private static final String FIRST_KEY = "golden/server/private_key.pem";

    private final HybridCipher cipher;
    private int port;
    private int remembered = 1_000;
    private RouterKey.Source key = keys -> RouterKey.shipped(keys, FIRST_KEY);
    private Optional<SelfSignedCertificate> certificate = Optional.empty();
    private Optional<String> apiKey = Optional.empty();
    private Answer answer = Answer.echo();
    private boolean answersMayBeLost;

    private Builder(HybridCipher cipher) {
      this.cipher = cipher;
    }

    /** The port; 0, which is the default, for a free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Speaks HTTPS with this certificate; plain HTTP is the default. */
    public Builder https(SelfSignedCertificate shown) {
      certificate = Optional.of(shown);
      return this;
    }

    /** Speaks HTTPS with a certificate made now, which takes about a second. */
    public Builder https() {
      return https(SelfSignedCertificate.create());
    }

    /**
     * Uses this key; the default is an RSA-4096 key that comes with the testkit and protects
     * nothing.
     *
     * @param opening of this builder's cipher; the caller closes it, after the router
     */
    public Builder key(OpeningKey opening) {
      key = keys -> RouterKey.lent(keys, opening);
      return this;
    }

    /**
     * Uses the key in a PEM text.
     *
     * @param pkcs8Pem unencrypted PKCS#8 with an RSA key
     */
    public Builder keyPem(String pkcs8Pem) {
      key = keys -> RouterKey.read(keys, pkcs8Pem);
      return this;
    }

    /** Makes a key at each start; a second's work, or several, for 4096 bits. */
    public Builder freshKey(int sizeBits) {
      key = keys -> RouterKey.fresh(keys, sizeBits);
      return this;
    }

    /** Answers 401 to whoever does not send this API key; by default none is needed. */
    public Builder requireApiKey(String required) {
      apiKey = Optional.of(required);
      return this;
    }

    /**
     * Takes it that a client may not have got an answer that was sent whole, and so may try its
     * call again under the same payload id; for a network such as {@code FaultProxy} makes. By
     * default that is a violation. Nonces and AES keys must be fresh all the same.
     */
    public Builder answersMayBeLost() {
      answersMayBeLost = true;
      return this;
    }

    /** Answers like this; {@link Answer#echo} is the default. */
    public Builder answerWith(Answer first) {
      answer = first;
      return this;
    }

    /**
     * Keeps that many requests and violations, the latest ones; 1,000 by default, 0 for none. What
     * must be fresh is remembered all the same, at some 300 bytes a request.
     */
    public Builder remember(int most) {
      remembered = most;
      return this;
    }

    /**
     * Starts a router.
     *
     * @throws java.io.UncheckedIOException if the port cannot be had
     * @throws IllegalArgumentException if the cipher refuses the key
     */
    public FakeRouter start() {
      return new FakeRouter(this, false);
    }

    /**
     * Makes a router without a server: {@link ScriptedTransport#to} reaches it. Port and
     * certificate mean nothing.
     *
     * @throws IllegalArgumentException if the cipher refuses the key
     */
    public FakeRouter inMemory() {
      return new FakeRouter(this, true);
    }

    private RouterKey makeKey() {
      try {
        return key.make(cipher.keys());
      } catch (CipherException refused) {
        throw new IllegalArgumentException("the cipher refuses the router's key", refused);
      }
    }
  }
}
