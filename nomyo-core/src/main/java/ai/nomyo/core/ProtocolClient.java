package ai.nomyo.core;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.core.keys.KeyLease;
import ai.nomyo.core.keys.KeyRing;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.server.CallHeaders;
import ai.nomyo.core.server.Router;
import ai.nomyo.core.server.RouterKey;
import ai.nomyo.core.server.ServerKey;
import ai.nomyo.core.server.ServerKeyCache;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.MalformedPackageException;
import ai.nomyo.core.wire.PackageOpener;
import ai.nomyo.core.wire.PackageSealer;
import ai.nomyo.core.wire.PayloadLimit;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.core.wire.UntrustedPackageException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The flow: each public method is a step of the protocol, and one of them is all the steps. */
final class ProtocolClient implements SecureCompletionClient {

  private final KeyRing keyRing;
  private final Router router;
  private final ServerKeyCache serverKeys;
  private final PackageSealer sealer;
  private final PackageOpener opener;
  private final JsonCodec json;
  private final Ports ports;
  private final Settings settings;

  ProtocolClient(Ports ports, Settings settings, KeyRing keyRing) {
    this.json = new JsonCodec();
    this.keyRing = keyRing;
    this.router =
        new Router(
            settings.address(),
            ports.transport(),
            settings.timeouts(),
            ports.cipher().keys(),
            json,
            settings.serverKeyTrust());
    this.serverKeys = new ServerKeyCache(router, settings.serverKeyLifetime());
    this.sealer = new PackageSealer(ports.cipher(), ports.memory(), json);
    this.opener = new PackageOpener(ports.cipher(), ports.memory(), json);
    this.ports = ports;
    this.settings = settings;
  }

  @Override
  public ChatResponse sendSecureRequest(
      ChatRequest payload, String payloadId, RequestOptions options) {
    return send(payload, payloadId, options, opener::open);
  }

  @Override
  public ErasableChatResponse sendErasable(
      ChatRequest payload, String payloadId, RequestOptions options) {
    return send(payload, payloadId, options, opener::openErasable);
  }

  private <T> T send(
      ChatRequest payload, String payloadId, RequestOptions options, Opening<T> opening) {
    CallHeaders.checkPayloadId(payloadId);
    PayloadLimit.check(payload.json(), json);
    ServerKey routerKey = serverKeys.key(payloadId);
    try (KeyLease clientKey = keyRing.lease(deadline(), payloadId)) {
      CallHeaders headers = headers(payload, payloadId, options, clientKey);
      ByteBuffer answer = answer(payload, headers, routerKey);
      return opened(opening, answer, clientKey.key(), payloadId);
    }
  }

  /** "400: bad request; also what a package sealed for a rotated server key gets" (section 5). */
  private ByteBuffer answer(ChatRequest payload, CallHeaders headers, ServerKey routerKey) {
    try {
      return complete(payload, headers, routerKey.key().key());
    } catch (InvalidRequestException refused) {
      RouterKey changed =
          serverKeys.changedSince(routerKey, headers.payloadId()).orElseThrow(() -> refused);
      return complete(payload, headers, changed.key());
    }
  }

  private ByteBuffer complete(ChatRequest payload, CallHeaders headers, SealingKey routerKey) {
    return router.complete(seal(payload, routerKey), headers, payload.json());
  }

  private CallHeaders headers(
      ChatRequest payload, String payloadId, RequestOptions options, KeyLease clientKey) {
    return new CallHeaders(
        payloadId,
        clientKey.publicKeyPem(),
        options.apiKey().or(settings::apiKey),
        options.securityTier().or(payload::securityTier));
  }

  @Override
  public String fetchServerPublicKey() {
    return Pem.ofPublicKey(serverKeys.fetch(null).key().spki());
  }

  @Override
  public byte[] encryptPayload(ChatRequest payload) {
    PayloadLimit.check(payload.json(), json);
    SegmentedBytes sealed = seal(payload, serverKeys.key(null).key().key());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(sealed.sizeBytes());
    try {
      sealed.writeTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  private SegmentedBytes seal(ChatRequest payload, SealingKey routerKey) {
    try {
      return sealer.seal(payload.json(), routerKey);
    } catch (CipherException refused) {
      throw new BackendUnavailableException(
          "the backend cannot seal the request: " + refused.getMessage(), refused);
    }
  }

  @Override
  public ChatResponse decryptResponse(byte[] sealed, @Nullable String payloadId) {
    return decrypt(sealed, payloadId, opener::open);
  }

  @Override
  public ErasableChatResponse decryptErasable(byte[] sealed, @Nullable String payloadId) {
    return decrypt(sealed, payloadId, opener::openErasable);
  }

  private <T> T decrypt(byte[] sealed, @Nullable String payloadId, Opening<T> opening) {
    try (KeyLease clientKey = keyRing.lease(deadline(), payloadId)) {
      return opened(opening, ByteBuffer.wrap(sealed), clientKey.key(), payloadId);
    }
  }

  private static Deadline deadline() {
    return Deadline.after(Duration.ofMinutes(5), Time.SYSTEM);
  }

  /** How an answer is opened: as one of strings, or as one that can be erased. */
  private interface Opening<T> {
    T open(ByteBuffer body, OpeningKey key, Optional<String> payloadId)
        throws MalformedPackageException, UntrustedPackageException, CipherException;
  }

  private static <T> T opened(
      Opening<T> opening, ByteBuffer body, OpeningKey key, @Nullable String payloadId) {
    try {
      return opening.open(body, key, Optional.ofNullable(payloadId));
    } catch (MalformedPackageException malformed) {
      throw new InvalidResponseException(200, malformed.getMessage(), payloadId);
    } catch (UntrustedPackageException untrusted) {
      throw new SecurityViolationException(untrusted.getMessage(), payloadId);
    } catch (CipherException tokenFailure) {
      throw new KeyFileException(
          "the answer cannot be opened: " + tokenFailure.getMessage(), payloadId, tokenFailure);
    }
  }

  @Override
  public void generateKeys() {
    keyRing.generate();
  }

  @Override
  public void generateKeys(Path keyDirectory, char @Nullable [] password) {
    keyRing.generate(
        ports
            .keyFiles()
            .at(keyDirectory.resolve("private_key.pem"), keyDirectory.resolve("public_key.pem")),
        password);
  }

  @Override
  public void loadKeys(Path privateKey, @Nullable Path publicKey, char @Nullable [] password) {
    keyRing.load(ports.keyFiles().at(privateKey, publicKey), password);
  }

  @Override
  public BackendReport backend() {
    return Reports.backend(ports, settings);
  }

  @Override
  public MemoryProtection memory() {
    return Reports.memory(ports);
  }

  @Override
  public void close() {
    ports.transport().close();
    serverKeys.close();
    keyRing.close();
    ports.memory().close();
  }
}
