// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatClientTest {

  /** Has one call, which ends when the protocol is closed or its thread interrupted. */
  private static final class OneCall implements SecureCompletionClient {

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final CountDownLatch over = new CountDownLatch(1);
    volatile boolean interrupted;

    @Override
    public ChatResponse sendSecureRequest(
        ChatRequest payload, String payloadId, RequestOptions options) {
      begun.countDown();
      try {
        closed.await();
      } catch (InterruptedException cancelled) {
        interrupted = true;
      }
      over.countDown();
      throw new CallCancelledException(payloadId);
    }

    @Override
    public ErasableChatResponse sendErasable(
        ChatRequest payload, String payloadId, RequestOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ErasableChatResponse decryptErasable(byte[] sealed, @Nullable String payloadId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed.countDown();
      try {
        over.await();
      } catch (InterruptedException unexpected) {
        throw new AssertionError(unexpected);
      }
    }

    @Override
    public BackendReport backend() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Duration> coolDown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resetCoolDown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public MemoryProtection memory() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void generateKeys() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void generateKeys(Path keyDirectory, char @Nullable [] password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void loadKeys(Path privateKey, @Nullable Path publicKey, char @Nullable [] password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String fetchServerPublicKey() {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] encryptPayload(ChatRequest payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] encryptPayload(ChatRequest payload, String serverPublicKeyPem) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ChatResponse decryptResponse(byte[] sealed, @Nullable String payloadId) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void closing_letsTheTransportEndACall_ratherThanAnInterruptThatWouldRaceWithIt()
      throws Exception {
    OneCall protocol = new OneCall();
    ChatClient client = new ChatClient(protocol);
    CompletableFuture<ChatResponse> call =
        client.createAsync(ChatRequest.builder().model("m").user("x").build());
    protocol.begun.await();
    client.close();
    assertInstanceOf(
        CallCancelledException.class,
        assertThrows(CompletionException.class, call::join).getCause());
    assertFalse(protocol.interrupted);
  }
}
