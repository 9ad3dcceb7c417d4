// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.MalformedPackageException;
import ai.nomyo.core.wire.Opened;
import ai.nomyo.core.wire.PackageOpener;
import ai.nomyo.core.wire.PackageSealer;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.core.wire.UntrustedPackageException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Seals requests and opens answers, and says in the API's words why it could not. */
final class Envelope {

  /** How an answer is opened: as one of strings, or as one that can be erased. */
  interface Form<T> {
    Opened<T> open(
        PackageOpener opener, ByteBuffer body, OpeningKey key, AnswerExpectation expected)
        throws MalformedPackageException, UntrustedPackageException, CipherException;

    /** Of strings. */
    Form<ChatResponse> USUAL = PackageOpener::open;

    /** One that can be erased. */
    Form<ErasableChatResponse> ERASABLE = PackageOpener::openErasable;
  }

  private final PackageSealer sealer;
  private final PackageOpener opener;

  Envelope(Ports ports, JsonCodec json) {
    this.sealer = new PackageSealer(ports.cipher(), ports.memory(), json);
    this.opener = new PackageOpener(ports.cipher(), ports.memory(), json);
  }

  SegmentedBytes seal(ChatRequest payload, SealingKey routerKey) {
    try {
      return sealer.seal(payload.json(), routerKey);
    } catch (CipherException refused) {
      throw new BackendUnavailableException(
          "the backend cannot seal the request: " + refused.getMessage(), refused);
    }
  }

  <T> Opened<T> open(Form<T> form, ByteBuffer body, OpeningKey key, AnswerExpectation expected) {
    @Nullable String payloadId = expected.payloadId().orElse(null);
    try {
      return form.open(opener, body, key, expected);
    } catch (MalformedPackageException malformed) {
      throw new InvalidResponseException(200, malformed.getMessage(), payloadId);
    } catch (UntrustedPackageException untrusted) {
      throw new SecurityViolationException(untrusted.getMessage(), payloadId);
    } catch (CipherException tokenFailure) {
      throw new KeyFileException(
          "the answer cannot be opened: " + tokenFailure.getMessage(), payloadId, tokenFailure);
    }
  }
}
