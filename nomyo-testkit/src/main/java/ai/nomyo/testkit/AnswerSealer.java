// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer's way from its JSON to the HTTP response, scripts included. */
final class AnswerSealer {

  private static final JsonCodec JSON = new JsonCodec();

  private final HybridCipher cipher;
  private final RouterKeys keys;

  AnswerSealer(HybridCipher cipher, RouterKeys keys) {
    this.cipher = cipher;
    this.keys = keys;
  }

  Reply reply(ReceivedRequest request, Answer usual, Stages script) throws Refusal {
    Optional<Reply> instead = script.instead();
    if (instead.isPresent()) {
      return script.reply(instead.get());
    }
    byte[] plaintext = script.plaintext(ask(script.answer(usual), request));
    JsonObject sealed = script.sealedPackage(seal(plaintext, request, script).toJson());
    return script.reply(Reply.text(200, "application/json", script.text(JSON.write(sealed))));
  }

  private static byte[] ask(Answer answer, ReceivedRequest request) throws Refusal {
    try {
      return JSON.write(answer.to(request)).getBytes(StandardCharsets.UTF_8);
    } catch (RuntimeException | AssertionError thrown) {
      // Whatever a test's own code throws: its client must not wait for ever.
      throw Refusal.violation(500, "the test's answer threw " + thrown.getClass().getName());
    }
  }

  private SealedAnswer seal(byte[] plaintext, ReceivedRequest request, Stages script)
      throws Refusal {
    try {
      return script.sealed(SealedAnswer.seal(cipher, plaintext, recipient(request, script)));
    } catch (IOException impossible) {
      throw new UncheckedIOException("nothing but memory is written to", impossible);
    } catch (CipherException refused) {
      throw Refusal.violation(500, "the router's cipher cannot seal for the client's key");
    }
  }

  private SealingKey recipient(ReceivedRequest request, Stages script) throws CipherException {
    return script.forStranger() ? stranger(request.clientKey()) : request.clientKey();
  }

  /** Somebody else's key of the same size, so that only the unwrapping can fail. */
  private SealingKey stranger(SealingKey client) throws CipherException {
    OpeningKey own = keys.current().opening();
    if (own.sizeBits() == client.sizeBits()) {
      return cipher.keys().readPublic(own.spki());
    }
    try (OpeningKey other = cipher.keys().generate(client.sizeBits())) {
      return cipher.keys().readPublic(other.spki());
    }
  }
}
