package ai.nomyo.core;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.retry.AttemptTrace;
import ai.nomyo.core.retry.AttemptTrace.Phase;
import ai.nomyo.core.retry.Attempts;
import ai.nomyo.core.server.Call;
import ai.nomyo.core.server.CallHeaders;
import ai.nomyo.core.server.Router;
import ai.nomyo.core.server.ServerKey;
import ai.nomyo.core.server.ServerKeyCache;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.Opened;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.NomyoException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What each attempt of a call does: get the router's key, seal, send, open. For one thread. */
final class SealedCall<T> implements Attempts.Work<Opened<T>> {

  private final ServerKeyCache serverKeys;
  private final Router router;
  private final Envelope envelope;
  private final ChatRequest payload;
  private final CallHeaders headers;
  private final Call call;
  private final OpeningKey clientKey;
  private final Envelope.Form<T> form;
  private final Supplier<AnswerExpectation> expected;
  private @Nullable ServerKey sealedFor;
  private @Nullable ServerKey renewed;

  /**
   * @param clientKey opens the answers
   * @param expected of an answer that comes now
   */
  SealedCall(
      ServerKeyCache serverKeys,
      Router router,
      Envelope envelope,
      ChatRequest payload,
      CallHeaders headers,
      Call call,
      OpeningKey clientKey,
      Envelope.Form<T> form,
      Supplier<AnswerExpectation> expected) {
    this.serverKeys = serverKeys;
    this.router = router;
    this.envelope = envelope;
    this.payload = payload;
    this.headers = headers;
    this.call = call;
    this.clientKey = clientKey;
    this.form = form;
    this.expected = expected;
  }

  @Override
  public Opened<T> attempt(AttemptTrace trace) {
    ServerKey key = renewed == null ? serverKeys.key(call) : renewed;
    sealedFor = key;
    trace.enter(Phase.SEALING);
    SegmentedBytes sealed = envelope.seal(payload, key.key().key());
    trace.enter(Phase.WAITING);
    ByteBuffer answer = router.complete(sealed, headers, payload.json(), call, trace);
    trace.enter(Phase.OPENING);
    return envelope.open(form, answer, clientKey, expected.get());
  }

  /** "400: bad request; also what a package sealed for a rotated server key gets" (section 5). */
  @Override
  public Optional<NomyoException> mend(NomyoException failure) {
    if (!(failure instanceof InvalidRequestException) || sealedFor == null || renewed != null) {
      return Optional.of(failure);
    }
    try {
      renewed = serverKeys.changedSince(sealedFor, call).orElse(null);
    } catch (NomyoException unanswered) {
      return Optional.of(unanswered);
    }
    return renewed == null ? Optional.of(failure) : Optional.empty();
  }

  /** What the last attempt was sealed for. */
  Optional<ServerKey> sealedFor() {
    return Optional.ofNullable(sealedFor);
  }
}
