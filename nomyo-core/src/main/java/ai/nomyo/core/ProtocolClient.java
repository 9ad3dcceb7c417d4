// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.ApiKey;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.keys.KeyLease;
import ai.nomyo.core.keys.KeyRing;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.retry.Attempts;
import ai.nomyo.core.retry.CallRecord;
import ai.nomyo.core.retry.CoolDowns;
import ai.nomyo.core.server.Call;
import ai.nomyo.core.server.CallHeaders;
import ai.nomyo.core.server.Router;
import ai.nomyo.core.server.RouterKey;
import ai.nomyo.core.server.ServerKeyCache;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.Opened;
import ai.nomyo.core.wire.PayloadLimit;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.error.NomyoException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.report.SecurityReport;
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
  private final Envelope envelope;
  private final Equipment equipment;
  private final Attempts attempts;
  private final CoolDowns coolDowns;
  private final Events events;
  private final Reports reports;
  private final Ports ports;
  private final Settings settings;
  private final Time time;

  ProtocolClient(Ports ports, Settings settings, KeyRing keyRing, Time time) {
    JsonCodec json = new JsonCodec();
    this.keyRing = keyRing;
    this.events = new Events(settings.listeners());
    this.router =
        new Router(
            settings.address(),
            ports.transport(),
            settings.largestAnswerBytes(),
            ports.cipher().keys(),
            json,
            settings.serverKeyTrust(),
            time);
    this.serverKeys =
        new ServerKeyCache(router, settings.serverKeyLifetime(), settings.timeouts(), events, time);
    this.envelope = new Envelope(ports, json);
    this.equipment = new Equipment(keyRing, serverKeys, router, envelope);
    this.coolDowns = new CoolDowns(settings.coolDown(), time);
    this.attempts =
        new Attempts(settings.retries(), settings.rateLimiter(), coolDowns, events, time);
    this.reports = new Reports(ports, settings);
    this.ports = ports;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public ChatResponse sendSecureRequest(
      ChatRequest payload, String payloadId, RequestOptions options) {
    return send(payload, payloadId, options, Envelope.Form.USUAL);
  }

  @Override
  public ErasableChatResponse sendErasable(
      ChatRequest payload, String payloadId, RequestOptions options) {
    return send(payload, payloadId, options, Envelope.Form.ERASABLE);
  }

  private <T> T send(
      ChatRequest payload, String payloadId, RequestOptions options, Envelope.Form<T> form) {
    CallHeaders.checkPayloadId(payloadId);
    PayloadLimit.check(payload.json());
    Deadline deadline = Deadline.after(options.deadline().orElse(settings.deadline()), time);
    Optional<ApiKey> apiKey = options.apiKey().or(settings::apiKey);
    CallRecord record = new CallRecord(payloadId, apiKey, deadline, time);
    try {
      return answer(payload, record, apiKey, options, form);
    } catch (NomyoException failure) {
      failure.recordAttempts(record.attempts());
      events.callFailed(payloadId, failure.getClass().getSimpleName(), record.attempts());
      throw failure;
    }
  }

  private <T> T answer(
      ChatRequest payload,
      CallRecord record,
      Optional<ApiKey> apiKey,
      RequestOptions options,
      Envelope.Form<T> form) {
    Optional<SecurityTier> tier = options.securityTier().or(payload::securityTier);
    Call call =
        new Call(
            record.payloadId(), options.timeouts().orElse(settings.timeouts()), record.deadline());
    try (SealedCall<T> work =
        new SealedCall<>(
            equipment,
            payload,
            call,
            pem -> new CallHeaders(record.payloadId(), pem, apiKey, tier, options.headers()),
            form,
            () -> expectation(Optional.of(record.payloadId()), tier))) {
      Opened<T> opened = attempts.make(record, options.retries().orElse(settings.retries()), work);
      SecurityReport report = reports.ofCall(opened, record, work.sealedFor(), tier);
      T answer = opened.answer().apply(report);
      events.callAnswered(report);
      return answer;
    }
  }

  private AnswerExpectation expectation(Optional<String> payloadId, Optional<SecurityTier> tier) {
    return new AnswerExpectation(payloadId, tier, settings.answerChecks(), time.now());
  }

  @Override
  public String fetchServerPublicKey() {
    return Pem.ofPublicKey(serverKeys.fetch(unnamedCall()).key().spki());
  }

  @Override
  public byte[] encryptPayload(ChatRequest payload) {
    PayloadLimit.check(payload.json());
    return sealed(payload, serverKeys.key(unnamedCall()).key());
  }

  @Override
  public byte[] encryptPayload(ChatRequest payload, String serverPublicKeyPem) {
    attempts.checkOpen(null);
    PayloadLimit.check(payload.json());
    return sealed(payload, router.keyInPem(serverPublicKeyPem));
  }

  private byte[] sealed(ChatRequest payload, RouterKey recipient) {
    SegmentedBytes sealed = envelope.seal(payload, recipient.key());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(sealed.sizeBytes());
    try {
      sealed.writeTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  private Call unnamedCall() {
    return new Call(null, settings.timeouts(), freshDeadline());
  }

  /** For a step that is no call of its own. */
  private Deadline freshDeadline() {
    return Deadline.after(settings.deadline(), time);
  }

  @Override
  public ChatResponse decryptResponse(byte[] sealed, @Nullable String payloadId) {
    return decrypt(sealed, payloadId, Envelope.Form.USUAL);
  }

  @Override
  public ErasableChatResponse decryptErasable(byte[] sealed, @Nullable String payloadId) {
    return decrypt(sealed, payloadId, Envelope.Form.ERASABLE);
  }

  private <T> T decrypt(byte[] sealed, @Nullable String payloadId, Envelope.Form<T> form) {
    AnswerExpectation expected = expectation(Optional.ofNullable(payloadId), Optional.empty());
    try (KeyLease clientKey = keyRing.lease(freshDeadline(), payloadId)) {
      Opened<T> opened = envelope.open(form, ByteBuffer.wrap(sealed), clientKey.key(), expected);
      return opened.answer().apply(reports.ofOpening(opened, expected.payloadId()));
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
    return reports.backend();
  }

  @Override
  public MemoryProtection memory() {
    return reports.memory();
  }

  @Override
  public Optional<Duration> coolDown() {
    return coolDowns.longestLeft();
  }

  @Override
  public void resetCoolDown() {
    coolDowns.reset();
  }

  @Override
  public void close() {
    attempts.close();
    ports.transport().close();
    serverKeys.close();
    keyRing.close();
    ports.memory().close();
  }
}
