// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.retry.AttemptTrace;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The router's two endpoints (docs/protocol.md, section 1). Safe for use by many threads. */
public final class Router {

  /** A key's PEM text has about 800 bytes. */
  private static final int LARGEST_KEY_BODY = 64 * 1024;

  /** "Smallest key accepted: 2048 bits, for the client and for the router" (section 6). */
  private static final int SMALLEST_KEY_BITS = 2048;

  private static final String FETCHING = "fetching the router's key";
  private static final String WAITING = "waiting for the answer";

  private final RouterAddress address;
  private final Transport transport;
  private final int largestAnswerBytes;
  private final RsaKeys keys;
  private final JsonCodec json;
  private final ServerKeyTrust trust;
  private final Time time;

  /**
   * @param largestAnswerBytes beyond which an answer is not read on
   * @param keys of the cipher that will seal
   * @param trust decides which keys the router may have
   */
  public Router(
      RouterAddress address,
      Transport transport,
      int largestAnswerBytes,
      RsaKeys keys,
      JsonCodec json,
      ServerKeyTrust trust,
      Time time) {
    this.address = address;
    this.transport = transport;
    this.largestAnswerBytes = largestAnswerBytes;
    this.keys = keys;
    this.json = json;
    this.trust = trust;
    this.time = time;
  }

  /** Asks for the router's public key; {@link #keyIn} judges the answer. */
  TransportResponse askForKey(Call call) throws TransportException {
    return transport.send(
        new TransportRequest(
            "GET",
            address.publicKey(),
            Map.of(),
            Optional.empty(),
            call.exchange(FETCHING),
            LARGEST_KEY_BODY));
  }

  /**
   * The router's public key.
   *
   * @param response to {@link #askForKey}
   * @param payloadId the call it is for, when there is one
   * @throws SecurityViolationException if what came is no RSA key of at least 2048 bits in PEM, or
   *     not a trusted one
   * @throws NomyoException if the router answered with an error
   */
  RouterKey keyIn(TransportResponse response, @Nullable String payloadId) {
    check(response, LARGEST_KEY_BODY, payloadId, Map.of(), JsonObject.empty());
    SealingKey key = key(response.body(), payloadId);
    String sha256 = fingerprintOfStrong(key, payloadId);
    return new RouterKey(key, sha256, trust.judge(sha256, payloadId));
  }

  /**
   * The router's public key as a caller has it.
   *
   * @throws InvalidInputException if the text is no RSA public key in PEM
   * @throws SecurityViolationException if the key has less than 2048 bits or is not a trusted one
   */
  public RouterKey keyInPem(String pem) {
    SealingKey key = readable(pem);
    String sha256 = fingerprintOfStrong(key, null);
    return new RouterKey(key, sha256, trust.judgeUnrecorded(sha256));
  }

  private SealingKey readable(String pem) {
    try {
      return keys.readPublic(Pem.readPublicKey(pem));
    } catch (MalformedPemException | CipherException unusable) {
      throw new InvalidInputException(
          "the router's key",
          "a text of " + pem.length() + " chars",
          "an RSA public key in PEM (BEGIN PUBLIC KEY)");
    }
  }

  private static String fingerprintOfStrong(SealingKey key, @Nullable String payloadId) {
    if (key.sizeBits() < SMALLEST_KEY_BITS) {
      throw new SecurityViolationException(
          "the router's key has "
              + key.sizeBits()
              + " bits, at least "
              + SMALLEST_KEY_BITS
              + " are needed",
          payloadId);
    }
    return fingerprint(key);
  }

  private static String fingerprint(SealingKey key) {
    try {
      return HexFormat.of().formatHex(key.fingerprint().toArray());
    } catch (CipherException lacking) {
      throw new BackendUnavailableException(
          "the backend cannot compute the fingerprint of the router's key: " + lacking.getMessage(),
          lacking);
    }
  }

  private SealingKey key(ByteBuffer body, @Nullable String payloadId) {
    try {
      Bytes spki = Pem.readPublicKey(StandardCharsets.ISO_8859_1.decode(body).toString());
      return keys.readPublic(spki);
    } catch (MalformedPemException | CipherException unusable) {
      throw new SecurityViolationException(
          "what the router sent as its key is no RSA public key in PEM", payloadId);
    }
  }

  /**
   * Sends a sealed request.
   *
   * @param request what was sealed: an error that repeats its messages does not say so
   * @param trace told whether the router may have got it
   * @return the body of the answer: a heap buffer of the caller's own
   * @throws NomyoException when the router cannot be reached or answers with an error
   */
  public ByteBuffer complete(
      RequestBody sealed, CallHeaders headers, JsonObject request, Call call, AttemptTrace trace) {
    TransportRequest post =
        new TransportRequest(
            "POST",
            address.completion(),
            headers.asMap(),
            Optional.of(sealed),
            call.exchange(WAITING),
            largestAnswerBytes);
    TransportResponse response = exchanged(post, call, trace);
    check(response, largestAnswerBytes, headers.payloadId(), headers.confidential(), request);
    return response.body();
  }

  private void check(
      TransportResponse response,
      int largestBody,
      @Nullable String payloadId,
      Map<String, String> confidential,
      JsonObject sealed) {
    if (response.status() != 200) {
      String detail = ErrorDetail.in(response.body(), json, confidential, sealed);
      throw StatusErrors.of(response.status(), detail, payloadId, retryAfter(response));
    }
    if (response.oversized()) {
      throw new InvalidResponseException(
          200, "the body is larger than " + largestBody + " bytes", payloadId);
    }
  }

  private @Nullable Duration retryAfter(TransportResponse response) {
    return response
        .header("Retry-After")
        .flatMap(value -> RetryAfter.in(value, time.now()))
        .orElse(null);
  }

  private TransportResponse exchanged(TransportRequest request, Call call, AttemptTrace trace) {
    try {
      TransportResponse response = transport.send(request);
      trace.maybeSent(true);
      return response;
    } catch (TransportException failed) {
      trace.maybeSent(failed.maybeSent());
      throw failure(failed, call, WAITING);
    }
  }

  /** What a call says of the fetch of the key that brought no whole response. */
  static NomyoException fetchFailure(TransportException failed, Call call) {
    return failure(failed, call, FETCHING);
  }

  private static NomyoException failure(TransportException failed, Call call, String doing) {
    return switch (failed.kind()) {
      case CANCELLED -> new CallCancelledException(call.payloadId());
      case TLS_PIN -> new SecurityViolationException(failed.getMessage(), call.payloadId());
      case TLS -> connectionFailure(failed, call, false);
      case TIMEOUT ->
          call.deadline().isOver()
              ? call.deadline().exceeded(doing, call.payloadId(), failed)
              : connectionFailure(failed, call, true);
      case UNKNOWN_HOST, CONNECT, CONNECTION_LOST, PROTOCOL ->
          connectionFailure(failed, call, true);
    };
  }

  private static NomyoException connectionFailure(
      TransportException failed, Call call, boolean retryable) {
    return new ApiConnectionException(
        failed.getMessage(), call.payloadId(), retryable, cause(failed));
  }

  /** Below a protocol failure lies a parser's error, which quotes what the server sent. */
  private static @Nullable TransportException cause(TransportException failed) {
    return failed.kind() == TransportException.Kind.PROTOCOL ? null : failed;
  }
}
