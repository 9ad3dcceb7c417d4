// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.core.keys.KeyLease;
import ai.nomyo.core.retry.AttemptTrace;
import ai.nomyo.core.retry.AttemptTrace.Phase;
import ai.nomyo.core.retry.Attempts;
import ai.nomyo.core.server.Call;
import ai.nomyo.core.server.CallHeaders;
import ai.nomyo.core.server.ServerKey;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.Opened;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.NomyoException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each attempt of a call does: get the router's key, seal, send, open. For one thread. The
 * client's key is the same for all of them. Where it is made in memory, that goes on while the
 * router's is fetched; none is saved for a router that is not there.
 */
final class SealedCall<T> implements Attempts.Work<Opened<T>>, AutoCloseable {

  private final Equipment equipment;
  private final ChatRequest payload;
  private final Call call;
  private final Function<String, CallHeaders> headers;
  private final Envelope.Form<T> form;
  private final Supplier<AnswerExpectation> expected;
  private @Nullable KeyLease clientKey;
  private @Nullable ServerKey sealedFor;
  private @Nullable ServerKey renewed;

  /**
   * @param headers by the client's public key in PEM
   * @param expected of an answer that comes now
   */
  SealedCall(
      Equipment equipment,
      ChatRequest payload,
      Call call,
      Function<String, CallHeaders> headers,
      Envelope.Form<T> form,
      Supplier<AnswerExpectation> expected) {
    this.equipment = equipment;
    this.payload = payload;
    this.call = call;
    this.headers = headers;
    this.form = form;
    this.expected = expected;
  }

  @Override
  public Opened<T> attempt(AttemptTrace trace) {
    equipment.keyRing().beginFirst();
    ServerKey key = renewed == null ? equipment.serverKeys().key(call) : renewed;
    sealedFor = key;
    KeyLease own = clientKey();
    trace.enter(Phase.SEALING);
    SegmentedBytes sealed = equipment.envelope().seal(payload, key.key().key());
    trace.enter(Phase.WAITING);
    CallHeaders beside = headers.apply(own.publicKeyPem());
    ByteBuffer answer = equipment.router().complete(sealed, beside, payload.json(), call, trace);
    trace.enter(Phase.OPENING);
    return equipment.envelope().open(form, answer, own.key(), expected.get());
  }

  private KeyLease clientKey() {
    if (clientKey == null) {
      clientKey = equipment.keyRing().lease(call.deadline(), call.payloadId());
    }
    return clientKey;
  }

  /** "400: bad request; also what a package sealed for a rotated server key gets" (section 5). */
  @Override
  public Optional<NomyoException> mend(NomyoException failure) {
    if (!(failure instanceof InvalidRequestException) || sealedFor == null || renewed != null) {
      return Optional.of(failure);
    }
    try {
      renewed = equipment.serverKeys().changedSince(sealedFor, call).orElse(null);
    } catch (NomyoException unanswered) {
      return Optional.of(unanswered);
    }
    return renewed == null ? Optional.of(failure) : Optional.empty();
  }

  /** Gives the client's key back. */
  @Override
  public void close() {
    if (clientKey != null) {
      clientKey.close();
    }
  }

  /** What the last attempt was sealed for. */
  Optional<ServerKey> sealedFor() {
    return Optional.ofNullable(sealedFor);
  }
}
