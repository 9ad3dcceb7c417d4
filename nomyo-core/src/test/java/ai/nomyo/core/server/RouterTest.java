// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.ApiKey;
import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.retry.AttemptTrace;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

  private static final String PEM = "-----BEGIN PUBLIC KEY-----\nAQID\n-----END PUBLIC KEY-----\n";

  /** As {@link FakeKeys} computes it. */
  private static final String SEEN = "010203" + "0".repeat(58);

  private static final CallHeaders HEADERS =
      new CallHeaders(
          "id-1",
          PEM,
          Optional.of(ApiKey.of("canary-key")),
          Optional.of(SecurityTier.MAXIMUM),
          Map.of());

  private static final int ANSWER_LIMIT = 1 << 20;

  private final FakeTime time = new FakeTime();
  private final AttemptTrace trace = new AttemptTrace(1, time);
  private final FakeTransport transport = new FakeTransport();
  private final FakeKeys keys = new FakeKeys();
  private final Router router =
      new Router(
          RouterAddress.of("https://router.example/base/", false),
          transport,
          ANSWER_LIMIT,
          keys,
          new JsonCodec(),
          new ServerKeyPins(List.of()),
          time);

  /** Answers every request alike and keeps the last. */
  private final class FakeTransport implements Transport {
    @Nullable TransportRequest last;
    @Nullable TransportException failure;
    TransportResponse response = TransportResponse.of(200, Map.of(), new byte[0]);
    Duration takes = Duration.ZERO;

    @Override
    public TransportResponse send(TransportRequest request) throws TransportException {
      last = request;
      time.pass(takes);
      if (failure != null) {
        throw failure;
      }
      return response;
    }

    @Override
    public void close() {}
  }

  private void respond(int status, String body) {
    transport.response =
        TransportResponse.of(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Call call(@Nullable String payloadId) {
    return new Call(payloadId, Timeouts.DEFAULT, Deadline.after(Duration.ofSeconds(30), time));
  }

  private RouterKey fetchKey(@Nullable String payloadId) throws TransportException {
    return router.keyIn(router.askForKey(call(payloadId)), payloadId);
  }

  private NomyoException completionFailure() {
    return assertThrows(
        NomyoException.class,
        () ->
            router.complete(
                new SegmentedBytes(), HEADERS, JsonObject.empty(), call("id-1"), trace));
  }

  @Test
  void completion_isPostedWithItsHeadersInOrder() {
    respond(200, "sealed");
    assertEquals(
        6,
        router
            .complete(new SegmentedBytes(), HEADERS, JsonObject.empty(), call("id-1"), trace)
            .remaining());
    TransportRequest sent = transport.last;
    assertEquals("POST", sent.method());
    assertEquals("https://router.example/base/v1/chat/secure_completion", sent.uri().toString());
    assertEquals(
        List.of("Content-Type", "X-Payload-ID", "X-Public-Key", "Authorization", "X-Security-Tier"),
        List.copyOf(sent.headers().keySet()));
    assertEquals("application/octet-stream", sent.headers().get("Content-Type"));
    assertEquals("id-1", sent.headers().get("X-Payload-ID"));
    assertEquals("Bearer canary-key", sent.headers().get("Authorization"));
    assertEquals("maximum", sent.headers().get("X-Security-Tier"));
    assertEquals(ANSWER_LIMIT, sent.maxResponseBytes());
    assertFalse(sent.toString().contains("canary"), sent.toString());
  }

  @Test
  void withoutAKeyAndATier_theirHeadersAreAbsent() {
    router.complete(
        new SegmentedBytes(),
        new CallHeaders("id", PEM, Optional.empty(), Optional.empty(), Map.of()),
        JsonObject.empty(),
        call("id"),
        trace);
    assertEquals(3, transport.last.headers().size());
  }

  @Test
  void keyFetch_carriesNoHeaders() throws TransportException {
    respond(200, PEM);
    assertEquals(Bytes.copyOf(new byte[] {1, 2, 3}), fetchKey("id-1").key().spki());
    assertEquals("https://router.example/base/pki/public_key", transport.last.uri().toString());
    assertEquals(Map.of(), transport.last.headers());
  }

  @Test
  void keysThatCannotBeTrusted_areSecurityViolations() {
    for (String body : List.of("", "<html>", "not pem", PEM.replace("PUBLIC", "PRIVATE"))) {
      respond(200, body);
      assertThrows(SecurityViolationException.class, () -> fetchKey(null));
    }
    respond(200, PEM);
    keys.sizeBits = 2047;
    assertThrows(SecurityViolationException.class, () -> fetchKey(null));
    keys.refuses = true;
    assertThrows(SecurityViolationException.class, () -> fetchKey(null));
  }

  private Router pinning(String... pins) {
    return new Router(
        RouterAddress.of("https://router.example", false),
        transport,
        ANSWER_LIMIT,
        keys,
        new JsonCodec(),
        new ServerKeyPins(Stream.of(pins).map(ServerKeyPin::new).toList()),
        time);
  }

  @Test
  void pinnedKey_isAccepted_whicheverPinItHas() throws TransportException {
    respond(200, PEM);
    Router pinned = pinning("f".repeat(64), SEEN);
    assertEquals(
        Bytes.copyOf(new byte[] {1, 2, 3}),
        pinned.keyIn(pinned.askForKey(call("id-1")), null).key().spki());
  }

  @Test
  void keyWithoutAPin_isRefused_withBothFingerprintsAndTheWayOut() throws TransportException {
    respond(200, PEM);
    Router pinned = pinning("f".repeat(64), "e".repeat(64));
    TransportResponse response = pinned.askForKey(call("id-1"));
    SecurityViolationException refused =
        assertThrows(SecurityViolationException.class, () -> pinned.keyIn(response, "id-1"));
    assertEquals(
        "the router's key is not a pinned one: expected SHA-256 "
            + "f".repeat(64)
            + " or "
            + "e".repeat(64)
            + ", seen "
            + SEEN
            + "; nothing was sealed for it. If the router's operator confirms the new key, add the"
            + " fingerprint seen to the pins (serverKeyPin, --pin)",
        refused.getMessage());
    assertEquals(Optional.of("id-1"), refused.payloadId());
    assertFalse(refused.retryable());
  }

  @Test
  void statuses_becomeTheirExceptions() {
    Map<Integer, Class<? extends NomyoException>> table =
        Map.ofEntries(
            Map.entry(400, InvalidRequestException.class),
            Map.entry(401, AuthenticationException.class),
            Map.entry(403, ForbiddenException.class),
            Map.entry(404, ApiException.class),
            Map.entry(422, ApiException.class),
            Map.entry(429, RateLimitException.class),
            Map.entry(500, ServerException.class),
            Map.entry(502, ApiException.class),
            Map.entry(503, ServiceUnavailableException.class),
            Map.entry(504, ApiException.class),
            Map.entry(201, ApiException.class),
            Map.entry(302, ApiException.class));
    table.forEach(
        (status, type) -> {
          respond(status, "{\"detail\":\"reason canary-key\"}");
          ApiException failure = (ApiException) completionFailure();
          assertSame(type, failure.getClass());
          assertEquals(status, failure.status());
          assertEquals("reason [API key]", failure.detail().orElseThrow());
          assertEquals("id-1", failure.payloadId().orElseThrow());
        });
  }

  @Test
  void statusOfTheKeyFetch_isReportedAsWell() {
    respond(503, "{\"detail\":\"down\"}");
    NomyoException failure =
        assertThrows(ServiceUnavailableException.class, () -> fetchKey("id-2"));
    assertEquals("id-2", failure.payloadId().orElseThrow());
  }

  @Test
  void oversizedBodies_areInvalidResponses_unlessTheStatusSaysMore() {
    transport.response = TransportResponse.oversized(200, Map.of());
    assertSame(InvalidResponseException.class, completionFailure().getClass());
    transport.response = TransportResponse.oversized(500, Map.of());
    assertSame(ServerException.class, completionFailure().getClass());
  }

  private static final Map<Kind, Class<? extends NomyoException>> FAILURES =
      Map.of(
          Kind.UNKNOWN_HOST, ApiConnectionException.class,
          Kind.CONNECT, ApiConnectionException.class,
          Kind.TLS, ApiConnectionException.class,
          Kind.TLS_PIN, SecurityViolationException.class,
          Kind.TIMEOUT, ApiConnectionException.class,
          Kind.CONNECTION_LOST, ApiConnectionException.class,
          Kind.PROTOCOL, ApiConnectionException.class,
          Kind.CANCELLED, CallCancelledException.class);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void failuresOfTheTransport_areToldApart(Kind kind) {
    transport.failure = new TransportException(kind, true, "host:1 why", null);
    NomyoException failure = completionFailure();
    assertSame(FAILURES.get(kind), failure.getClass());
    assertEquals("id-1", failure.payloadId().orElseThrow());
    assertTrue(trace.ended("").maybeSent());
    if (failure instanceof ApiConnectionException) {
      assertEquals("host:1 why", failure.getMessage());
      assertEquals(kind != Kind.TLS, failure.retryable(), "a bad certificate stays bad");
      assertSame(
          kind == Kind.PROTOCOL ? null : transport.failure,
          failure.getCause(),
          "a parser's error quotes what the server sent");
    }
  }

  @Test
  void timeoutAtTheCallsDeadline_isTheDeadlines() {
    transport.failure = new TransportException(Kind.TIMEOUT, true, "late", null);
    transport.takes = Duration.ofSeconds(30);
    NomyoException failure = completionFailure();
    assertSame(DeadlineExceededException.class, failure.getClass());
    assertSame(transport.failure, failure.getCause());
  }

  @Test
  void exchange_hasNoMoreTimeThanItsCall() {
    Timeouts patient = new Timeouts(Duration.ofSeconds(40), Duration.ofSeconds(50));
    Call call = new Call("id-1", patient, Deadline.after(Duration.ofSeconds(45), time));
    time.pass(Duration.ofSeconds(3));
    router.complete(new SegmentedBytes(), HEADERS, JsonObject.empty(), call, trace);
    assertEquals(
        new Timeouts(Duration.ofSeconds(40), Duration.ofSeconds(42)), transport.last.timeouts());
  }

  @Test
  void callWhoseTimeIsOver_sendsNothing() {
    Call late = call("id-1");
    time.pass(Duration.ofSeconds(30));
    assertThrows(
        DeadlineExceededException.class,
        () -> router.complete(new SegmentedBytes(), HEADERS, JsonObject.empty(), late, trace));
    assertNull(transport.last);
    assertFalse(trace.ended("").maybeSent());
  }

  @Test
  void whatFailedBeforeSending_isNotMaybeSent() {
    transport.failure = new TransportException(Kind.CONNECT, false, "refused", null);
    completionFailure();
    assertFalse(trace.ended("").maybeSent());
  }

  @Test
  void retryAfter_isReadFromTheHeader() {
    transport.response = TransportResponse.of(429, Map.of("retry-after", "17"), new byte[0]);
    assertEquals(
        Optional.of(Duration.ofSeconds(17)), ((ApiException) completionFailure()).retryAfter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nX-Evil: 1", "é"})
  void payloadIdsThatNoHeaderCarries_areRefused(String id) {
    assertThrows(InvalidInputException.class, () -> CallHeaders.checkPayloadId(id));
  }
}
