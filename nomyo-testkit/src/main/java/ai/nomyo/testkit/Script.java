// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What goes wrong with an answer, or is unusual about it; immutable.
 *
 * <pre>{@code
 * router.next(Script.status(503).detail("down").header("Retry-After", "1").times(2));
 * router.next(Script.tamperedTag());
 * router.next(Script.unknownMembers().heldBy(hold));
 * }</pre>
 *
 * <p>Scripts given to {@link FakeRouter#next} apply to the next requests that keep the protocol, in
 * order; those given to {@link FakeRouter#nextKeyFetch} to the next fetches of the router's key,
 * where only statuses, bodies, keys, headers, holding and cutting make sense.
 */
public final class Script {

  private static final Script USUAL = new Script(Stages.NONE, 1);

  private final Stages stages;
  private final int times;

  private Script(Stages stages, int times) {
    this.stages = stages;
    this.times = times;
  }

  private static Script of(Stage... stages) {
    return new Script(new Stages(List.of(stages)), 1);
  }

  private static Script instead(Reply reply) {
    return of((Stage.Instead) () -> reply);
  }

  /** Changes nothing: the usual answer, for its place in the order or to build on. */
  public static Script usual() {
    return USUAL;
  }

  // What is answered instead.

  /**
   * Answers with this status and {@code {"detail": "scripted"}}; the test's answer is not asked.
   *
   * @throws IllegalArgumentException if the status is not from 200 to 599
   */
  public static Script status(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status " + status + ": 200 to 599 allowed");
    }
    return instead(Reply.detail(status, JsonValue.of("scripted")));
  }

  /** Answers 200 with nothing in the body. */
  public static Script emptyBody() {
    return status(200).body("application/json", "");
  }

  /** Answers 200 with a chat completion that nobody encrypted. */
  public static Script unencrypted() {
    return status(200)
        .body(
            "application/json",
            "{\"id\":\"chatcmpl-0\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"in the clear\"},\"finish_reason\":\"stop\"}]}");
  }

  /** Answers 200 with that many bytes, sent as they are made; none of it is JSON. */
  public static Script oversizedBody(long sizeBytes) {
    return instead(Reply.of(200, "application/json", ReplyBody.filler(sizeBytes)));
  }

  /**
   * Sends these bytes in place of an HTTP response and closes the connection.
   *
   * @param response copied
   */
  public static Script rawResponse(byte[] response) {
    Bytes raw = Bytes.copyOf(response);
    return status(200).delivering(delivery -> delivery.rawly(raw));
  }

  /** Closes the connection before the status line. */
  public static Script closedBeforeStatus() {
    return status(200).delivering(delivery -> delivery.cutAt(Delivery.Cut.BEFORE_STATUS));
  }

  /** Closes the connection after half of the usual body; the length announced is the whole. */
  public static Script closedMidBody() {
    return USUAL.delivering(delivery -> delivery.cutAt(Delivery.Cut.MID_BODY));
  }

  /** Sends the usual answer once the hold is released. */
  public static Script held(Hold hold) {
    return USUAL.heldBy(hold);
  }

  // What is inside the package.

  /** Seals this answer in place of the usual one. */
  public static Script answer(Answer other) {
    return of((Stage.OnAnswer) usual -> other);
  }

  /** Seals an answer whose content has that many characters, one byte each. */
  public static Script hugeAnswer(int contentChars) {
    return of(
        (Stage.OnAnswer) usual -> request -> Answer.text("x".repeat(contentChars)).to(request));
  }

  /** Seals this text in UTF-8, be it JSON or not. */
  public static Script plaintext(String text) {
    return of((Stage.OnPlaintext) usual -> text.getBytes(StandardCharsets.UTF_8));
  }

  /** Seals a JSON array. */
  public static Script plaintextNoObject() {
    return plaintext("[\"no object\"]");
  }

  /** Seals an object that ends too early. */
  public static Script plaintextNotJson() {
    return plaintext("{\"id\":\"chatcmpl-0\",");
  }

  /** Seals the usual answer with this {@code _metadata.payload_id}. */
  public static Script innerPayloadId(String payloadId) {
    return of((Stage.OnAnswer) usual -> request -> withPayloadId(usual.to(request), payloadId));
  }

  /** Seals the usual answer with the id of its call as {@code _metadata.payload_id}. */
  public static Script innerPayloadIdAsSent() {
    return of(
        (Stage.OnAnswer) usual -> request -> withPayloadId(usual.to(request), request.payloadId()));
  }

  private static JsonObject withPayloadId(JsonObject answer, String payloadId) {
    return Tampering.at("_metadata.payload_id", answer, (in, name) -> in.put(name, payloadId));
  }

  // How the package is spoilt.

  /** Inverts one bit of the ciphertext. */
  public static Script tamperedCiphertext() {
    return of((Stage.OnSealed) s -> s.withCiphertext(Tampering.flipBit(s.ciphertext())));
  }

  /** Inverts one bit of the nonce. */
  public static Script tamperedNonce() {
    return of((Stage.OnSealed) s -> s.withNonce(Tampering.flipBit(s.nonce())));
  }

  /** Inverts one bit of the tag. */
  public static Script tamperedTag() {
    return of((Stage.OnSealed) s -> s.withTag(Tampering.flipBit(s.tag())));
  }

  /** Inverts one bit of the wrapped key. */
  public static Script tamperedWrappedKey() {
    return of((Stage.OnSealed) s -> s.withWrappedKey(Tampering.flipBit(s.wrappedKey())));
  }

  /** Cuts the nonce to that many bytes, or adds zeros. */
  public static Script nonceSize(int sizeBytes) {
    return of((Stage.OnSealed) s -> s.withNonce(Tampering.resize(s.nonce(), sizeBytes)));
  }

  /** Cuts the tag to that many bytes, or adds zeros. */
  public static Script tagSize(int sizeBytes) {
    return of((Stage.OnSealed) s -> s.withTag(Tampering.resize(s.tag(), sizeBytes)));
  }

  /** Cuts the wrapped key to that many bytes, or adds zeros. */
  public static Script wrappedKeySize(int sizeBytes) {
    return of((Stage.OnSealed) s -> s.withWrappedKey(Tampering.resize(s.wrappedKey(), sizeBytes)));
  }

  /** Seals for a key of the same size that is not the client's. */
  public static Script sealedForAnotherKey() {
    return of(new Stage.ForStranger());
  }

  /**
   * Sets a member of the package, such as {@code "algorithm"} or {@code "encrypted_payload.tag"}.
   *
   * @param value anything {@link JsonValue#of} takes
   */
  public static Script member(String path, Object value) {
    JsonValue json = JsonValue.of(value);
    return of((Stage.OnPackage) p -> Tampering.at(path, p, (in, name) -> in.put(name, json)));
  }

  /** Leaves a member of the package out; see {@link #member}. */
  public static Script withoutMember(String path) {
    return of((Stage.OnPackage) p -> Tampering.at(path, p, JsonObject.Builder::remove));
  }

  /** Names the package's {@code version} twice. */
  public static Script duplicateMember() {
    return of((Stage.OnText) Tampering::twice);
  }

  /** Names a member of the sealed answer twice: the first, which must be a string. */
  public static Script duplicateInnerMember() {
    return of(
        (Stage.OnPlaintext)
            text ->
                Tampering.twice(new String(text, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a member that nobody knows to every object, inside the sealed answer and outside. A client
   * must not mind.
   */
  public static Script unknownMembers() {
    return of(
        (Stage.OnAnswer) usual -> request -> Tampering.withUnknownMembers(usual.to(request)),
        (Stage.OnPackage) Tampering::withUnknownMembers);
  }

  /** Sends the first bytes of the body only, as if they were all: the length announced is right. */
  public static Script truncatedTo(int sizeBytes) {
    return of((Stage.OnReply) reply -> reply.truncatedTo(sizeBytes));
  }

  // Keys, for the next fetch.

  /** Serves an RSA key of 1024 bits. */
  public static Script weakKey() {
    return status(200).body("application/x-pem-file", UnusableKeys.RSA_1024);
  }

  /** Serves a key on the curve P-256. */
  public static Script ecKey() {
    return status(200).body("application/x-pem-file", UnusableKeys.EC_P256);
  }

  /** Serves PEM text that holds no key. */
  public static Script garbageKey() {
    return status(200).body("application/x-pem-file", UnusableKeys.GARBAGE);
  }

  // What every script can have besides.

  /**
   * Replaces the body by {@code {"detail": …}}.
   *
   * @param detail a text, or a list or object as {@link JsonValue#of} takes them
   */
  public Script detail(Object detail) {
    Reply body = Reply.detail(0, JsonValue.of(detail));
    return and((Stage.OnReply) reply -> reply.withBodyOf(body));
  }

  /** Replaces the body by an HTML page. */
  public Script html(String page) {
    return body("text/html; charset=utf-8", page);
  }

  /** Replaces the body by a text in UTF-8. */
  public Script body(String contentType, String text) {
    Reply body = Reply.text(0, contentType, text);
    return and((Stage.OnReply) reply -> reply.withBodyOf(body));
  }

  /** Adds a header to the response, or replaces it. */
  public Script header(String name, String value) {
    return and((Stage.OnReply) reply -> reply.with(name, value));
  }

  /** Sends nothing until the hold is released. */
  public Script heldBy(Hold hold) {
    return delivering(delivery -> delivery.heldBefore(hold));
  }

  /** Sends half of the body, and the rest once the hold is released. */
  public Script heldMidBodyBy(Hold hold) {
    return delivering(delivery -> delivery.heldMidBody(hold));
  }

  /** This script and then another one, on the same answer, as often as this one. */
  public Script and(Script other) {
    return new Script(stages.and(other.stages.all()), times);
  }

  /**
   * The same for that many requests; 1 by default.
   *
   * @throws IllegalArgumentException if the number is less than 1
   */
  public Script times(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("times " + requests + ": 1 or more allowed");
    }
    return new Script(stages, requests);
  }

  private Script and(Stage stage) {
    return new Script(stages.and(List.of(stage)), times);
  }

  private Script delivering(UnaryOperator<Delivery> change) {
    return and((Stage.OnReply) reply -> reply.with(change.apply(reply.delivery())));
  }

  Stages stages() {
    return stages;
  }

  int requests() {
    return times;
  }
}
