// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.json.JsonString;
import java.util.Optional;

/** The router apart from HTTP: what it replies to what. Safe for use by many threads. */
final class RouterProtocol {

  private static final String KEY_PATH = "/pki/public_key";
  private static final String CHAT_PATH = "/v1/chat/secure_completion";

  private final RouterKeys keys;
  private final RouterRecords records;
  private final HeaderChecks headerChecks;
  private final RequestOpener opener;
  private final AnswerSealer sealer;
  private final FreshnessWatch watch;
  private final ScriptQueue keyScripts = new ScriptQueue();
  private final ScriptQueue chatScripts = new ScriptQueue();
  private volatile Answer answer = Answer.echo();
  private volatile Optional<String> apiKey = Optional.empty();

  RouterProtocol(
      HybridCipher cipher, RouterKeys keys, RouterRecords records, FreshnessWatch watch) {
    this.keys = keys;
    this.records = records;
    this.watch = watch;
    this.headerChecks = new HeaderChecks(cipher.keys());
    this.opener = new RequestOpener(cipher, keys, watch);
    this.sealer = new AnswerSealer(cipher, keys);
  }

  void answerWith(Answer other) {
    answer = other;
  }

  void requireApiKey(Optional<String> other) {
    apiKey = other;
  }

  ScriptQueue keyScripts() {
    return keyScripts;
  }

  ScriptQueue chatScripts() {
    return chatScripts;
  }

  void forget() {
    watch.forget();
    keyScripts.clear();
    chatScripts.clear();
  }

  /** A client has opened a connection. */
  void connected() {
    records.connections().incrementAndGet();
  }

  Reply answer(IncomingRequest request) {
    try {
      return switch (request.target()) {
        case KEY_PATH -> key(request);
        case CHAT_PATH -> chat(request);
        default -> throw Refusal.violation(404, "Not Found");
      };
    } catch (Refusal refusal) {
      return refuse(refusal);
    }
  }

  Reply refuse(Refusal refusal) {
    if (refusal.isViolation()) {
      records.violations().add(refusal.detail());
    }
    return Reply.detail(refusal.status(), new JsonString(refusal.detail()));
  }

  /** "body is the router's RSA public key as PEM text […], any content type, no authentication". */
  private Reply key(IncomingRequest request) throws Refusal {
    method(request, "GET");
    records.keyFetches().incrementAndGet();
    if (!request.headers().all("Authorization").isEmpty()) {
      throw Refusal.mistake("Authorization is sent where the protocol wants none");
    }
    Reply pem = Reply.text(200, "application/x-pem-file", keys.current().publicPem());
    Stages script = keyScripts.next();
    return script.reply(script.instead().orElse(pem));
  }

  private Reply chat(IncomingRequest request) throws Refusal {
    method(request, "POST");
    records.chatCalls().incrementAndGet();
    headerChecks.authorize(request.headers(), apiKey);
    CallHeaders headers = headerChecks.check(request.headers());
    watch.payloadId(headers.payloadId());
    boolean over = false;
    try {
      Reply reply = reply(headers, request.body());
      over = reply.endsTheCall();
      return reply;
    } finally {
      if (!over) {
        watch.mayComeAgain(headers.payloadId());
      }
    }
  }

  private Reply reply(CallHeaders headers, byte[] body) throws Refusal {
    ReceivedRequest received = new ReceivedRequest(headers, opener.open(body), Bytes.copyOf(body));
    records.requests().add(received);
    return sealer.reply(received, answer, chatScripts.next());
  }

  private static void method(IncomingRequest request, String wanted) throws Refusal {
    if (!request.method().equals(wanted)) {
      throw Refusal.violation(405, "Method Not Allowed");
    }
  }
}
