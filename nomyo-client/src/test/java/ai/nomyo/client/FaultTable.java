// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.client.FaultRow.In;
import ai.nomyo.client.FaultRow.When;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.fault.After;
import ai.nomyo.testkit.fault.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every fault that a call may meet with, in the order of the document. */
final class FaultTable {

  private static final URI NOBODY = URI.create("http://nomyo.invalid");

  /** In any request's head. */
  private static final After MID_REQUEST = After.requestBytes(40);

  /** In any answer's head, which has 80 bytes and more. */
  private static final After MID_HEAD = After.answerBytes(20);

  /** In any answer's body. */
  private static final After MID_BODY = After.answerBytes(300);

  /** A fatal alert of TLS 1.2 and 1.3 (RFC 8446, section 6). */
  private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

  private static final String OTHER_KEY = "0".repeat(64);

  private static final String PAGE = "<html><body>Sign in to the network</body></html>";

  private FaultTable() {}

  static List<FaultRow> rows() {
    return Stream.of(
            dns(), tcp(), handshake(), trust(), request(), head(), body(), status(), content())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FaultRow> dns() {
    return List.of(unsent("DNS", "the host's name is not known", scene -> scene.to(NOBODY)));
  }

  private static List<FaultRow> tcp() {
    String where = "TCP connect";
    return List.of(
        unsent(where, "refused", FaultScene::refused),
        unsent(
            where, "silence beyond the connect timeout", scene -> scene.toFullQueue().impatient()));
  }

  private static List<FaultRow> handshake() {
    String where = "TLS handshake";
    return List.of(
        unsent(where, "connection closed in it", overTls(Fault.closed(After.request()))),
        unsent(where, "connection reset in it", overTls(Fault.reset(After.request()))),
        unsent(
            where,
            "silence beyond the connect timeout",
            overTls(silence(After.request())).andThen(FaultScene::impatient)),
        overdue(where, When.BEFORE, overTls(silence(After.request()))),
        distrusted(where, "the server refuses it", overTls(Fault.replaced(HANDSHAKE_FAILURE))),
        distrusted(where, "the server speaks no TLS", FaultScene::overTlsThatIsNone));
  }

  private static Consumer<FaultScene> overTls(Fault fault) {
    return scene -> scene.overTls().fault(fault);
  }

  private static Fault silence(After place) {
    return Fault.stalled(place, new Hold());
  }

  private static List<FaultRow> trust() {
    String where = "TLS trust";
    return List.of(
        distrusted(where, "the certificate is not trusted", FaultScene::overTls),
        distrusted(
            where,
            "the certificate is for another host",
            scene -> scene.trusting().overTlsToAnotherName()),
        violation(
            where,
            When.BEFORE,
            "the certificate's key is not a pinned one",
            In.BOTH,
            scene -> scene.trusting().overTls().http().tlsPin(OTHER_KEY)));
  }

  private static List<FaultRow> request() {
    String where = "request";
    return List.of(
        lost(where, When.WHILE, "connection closed in it", Fault.closed(MID_REQUEST)),
        lost(where, When.WHILE, "connection reset in it", Fault.reset(MID_REQUEST)),
        late(where, When.WHILE, "silence beyond the attempt timeout", silence(MID_REQUEST)));
  }

  private static List<FaultRow> head() {
    String where = "response head";
    return List.of(
        lost(where, When.AFTER, "connection closed before it", Fault.closed(After.request())),
        lost(where, When.AFTER, "connection reset before it", Fault.reset(After.request())),
        late(where, When.AFTER, "silence beyond the attempt timeout", silence(After.request())),
        overdue(where, When.AFTER, scene -> scene.fault(silence(After.request()))),
        lost(where, When.AFTER, "connection closed in it", Fault.closed(MID_HEAD)),
        lost(where, When.AFTER, "connection reset in it", Fault.reset(MID_HEAD)),
        late(
            where,
            When.AFTER,
            "byte by byte, beyond the attempt timeout",
            Fault.dripped(Duration.ofMillis(100))),
        lost(where, When.AFTER, "not HTTP", Fault.replaced("SSH-2.0-OpenSSH_9.6\r\n")),
        lost(
            where,
            When.AFTER,
            "a header of 100,000 characters",
            Fault.replaced("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n")));
  }

  private static List<FaultRow> body() {
    String where = "response body";
    return List.of(
        lost(where, When.AFTER, "connection closed in it", Fault.closed(MID_BODY)),
        lost(where, When.AFTER, "connection reset in it", Fault.reset(MID_BODY)),
        late(where, When.AFTER, "silence beyond the attempt timeout", silence(MID_BODY)),
        lost(
            where,
            When.AFTER,
            "broken chunks",
            Fault.replaced("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")),
        unusable(where, "1 GiB", In.BOTH, scene -> scene.fault(Fault.oversized(1L << 30))));
  }

  private static List<FaultRow> status() {
    return List.of(
        status(302, ApiException.class, false),
        status(400, InvalidRequestException.class, false),
        status(401, AuthenticationException.class, false),
        status(403, ForbiddenException.class, false),
        status(404, ApiException.class, false),
        status(429, RateLimitException.class, true),
        status(500, ServerException.class, true),
        status(502, ApiException.class, true),
        status(503, ServiceUnavailableException.class, true),
        status(504, ApiException.class, true));
  }

  private static List<FaultRow> content() {
    String where = "content";
    return List.of(
        untrustedContent(In.KEY_FETCH, "200 with HTML", page(200)),
        untrustedContent(In.KEY_FETCH, "a key of less than 2048 bits", Script.weakKey()),
        violation(
            where,
            When.AFTER,
            "a key that is not a pinned one",
            In.KEY_FETCH,
            scene -> scene.client().serverKeyPin(OTHER_KEY)),
        unusableContent("200 with HTML", page(200)),
        unusableContent("200 with an empty body", Script.emptyBody()),
        unusableContent("200 with half a package", Script.truncatedTo(100)),
        unusableContent("200 with an answer that nobody sealed", Script.unencrypted()),
        unusableContent("sealed text that is no JSON object", Script.plaintextNotJson()),
        untrustedContent(In.POST, "a package that was changed", Script.tamperedTag()),
        untrustedContent(In.POST, "a package for another key", Script.sealedForAnotherKey()),
        untrustedContent(In.POST, "another call's payload id", Script.innerPayloadId("another")));
  }

  private static Script page(int status) {
    return Script.status(status).html(PAGE);
  }

  // What rows have in common.

  private static FaultRow unsent(String where, String what, Consumer<FaultScene> scene) {
    return new FaultRow(
        where, When.BEFORE, what, In.BOTH, ApiConnectionException.class, true, scene);
  }

  private static FaultRow distrusted(String where, String what, Consumer<FaultScene> scene) {
    return new FaultRow(
        where, When.BEFORE, what, In.BOTH, ApiConnectionException.class, false, scene);
  }

  private static FaultRow lost(String where, When when, String what, Fault fault) {
    return new FaultRow(
        where,
        when,
        what,
        In.BOTH,
        ApiConnectionException.class,
        true,
        scene -> scene.fault(fault));
  }

  private static FaultRow late(String where, When when, String what, Fault fault) {
    return new FaultRow(
        where,
        when,
        what,
        In.BOTH,
        ApiConnectionException.class,
        true,
        scene -> scene.fault(fault).impatient());
  }

  private static FaultRow overdue(String where, When when, Consumer<FaultScene> scene) {
    return new FaultRow(
        where,
        when,
        "silence beyond the call's deadline",
        In.BOTH,
        DeadlineExceededException.class,
        true,
        scene.andThen(FaultScene::hurried));
  }

  private static FaultRow status(
      int status, Class<? extends ApiException> failure, boolean retryable) {
    return new FaultRow(
        "status",
        When.AFTER,
        status + " with HTML",
        In.BOTH,
        failure,
        retryable,
        scene -> scene.script(page(status)));
  }

  private static FaultRow unusable(String where, String what, In in, Consumer<FaultScene> scene) {
    return new FaultRow(where, When.AFTER, what, in, InvalidResponseException.class, false, scene);
  }

  private static FaultRow unusableContent(String what, Script script) {
    return unusable("content", what, In.POST, scene -> scene.script(script));
  }

  private static FaultRow violation(
      String where, When when, String what, In in, Consumer<FaultScene> scene) {
    return new FaultRow(where, when, what, in, SecurityViolationException.class, false, scene);
  }

  private static FaultRow untrustedContent(In in, String what, Script script) {
    return violation("content", When.AFTER, what, in, scene -> scene.script(script));
  }
}
