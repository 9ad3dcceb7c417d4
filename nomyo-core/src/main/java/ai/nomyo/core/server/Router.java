package ai.nomyo.core.server;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.Timeouts;
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
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The router's two endpoints (docs/protocol.md, section 1). Safe for use by many threads. */
public final class Router {

  /** A key's PEM text has about 800 bytes. */
  private static final int LARGEST_KEY_BODY = 64 * 1024;

  /** An answer may be large, but not without end. */
  private static final int LARGEST_ANSWER_BODY = 64 * 1024 * 1024;

  /** "Smallest key accepted: 2048 bits, for the client and for the router" (section 6). */
  private static final int SMALLEST_KEY_BITS = 2048;

  private final RouterAddress address;
  private final Transport transport;
  private final Timeouts timeouts;
  private final RsaKeys keys;
  private final JsonCodec json;
  private final ServerKeyTrust trust;

  /**
   * @param keys of the cipher that will seal
   * @param trust decides which keys the router may have
   */
  public Router(
      RouterAddress address,
      Transport transport,
      Timeouts timeouts,
      RsaKeys keys,
      JsonCodec json,
      ServerKeyTrust trust) {
    this.address = address;
    this.transport = transport;
    this.timeouts = timeouts;
    this.keys = keys;
    this.json = json;
    this.trust = trust;
  }

  /** Asks for the router's public key; {@link #keyIn} judges the answer. */
  TransportResponse askForKey() throws TransportException {
    return transport.send(
        new TransportRequest(
            "GET", address.publicKey(), Map.of(), Optional.empty(), timeouts, LARGEST_KEY_BODY));
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
    check(response, LARGEST_KEY_BODY, payloadId, Optional.empty(), JsonObject.empty());
    SealingKey key = key(response.body(), payloadId);
    if (key.sizeBits() < SMALLEST_KEY_BITS) {
      throw new SecurityViolationException(
          "the router's key has "
              + key.sizeBits()
              + " bits, at least "
              + SMALLEST_KEY_BITS
              + " are needed",
          payloadId);
    }
    String sha256 = fingerprint(key);
    return new RouterKey(key, sha256, trust.judge(sha256, payloadId));
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
   * @return the body of the answer: a heap buffer of the caller's own
   * @throws NomyoException when the router cannot be reached or answers with an error
   */
  public ByteBuffer complete(RequestBody sealed, CallHeaders headers, JsonObject request) {
    TransportRequest post =
        new TransportRequest(
            "POST",
            address.completion(),
            headers.asMap(),
            Optional.of(sealed),
            timeouts,
            LARGEST_ANSWER_BODY);
    TransportResponse response = exchanged(post, headers.payloadId());
    check(response, LARGEST_ANSWER_BODY, headers.payloadId(), headers.apiKey(), request);
    return response.body();
  }

  private void check(
      TransportResponse response,
      int largestBody,
      @Nullable String payloadId,
      Optional<ApiKey> apiKey,
      JsonObject sealed) {
    if (response.status() != 200) {
      String detail = ErrorDetail.in(response.body(), json, apiKey, sealed);
      throw StatusErrors.of(response.status(), detail, payloadId);
    }
    if (response.oversized()) {
      throw new InvalidResponseException(
          200, "the body is larger than " + largestBody + " bytes", payloadId);
    }
  }

  private TransportResponse exchanged(TransportRequest request, @Nullable String payloadId) {
    try {
      return transport.send(request);
    } catch (TransportException failed) {
      throw failure(failed, payloadId);
    }
  }

  /** What a call says of an exchange that brought no whole response. */
  static NomyoException failure(TransportException failed, @Nullable String payloadId) {
    return failed.kind() == TransportException.Kind.CANCELLED
        ? new CallCancelledException(payloadId)
        : new ApiConnectionException(failed.getMessage(), payloadId, cause(failed));
  }

  /** Below a protocol failure lies a parser's error, which quotes what the server sent. */
  private static @Nullable TransportException cause(TransportException failed) {
    return failed.kind() == TransportException.Kind.PROTOCOL ? null : failed;
  }
}
