// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.util.BufferRecycler;

/** Streams see the very buffers that Jackson works with, so they can look again afterwards. */
class ErasingBuffersTest {

  private static final String CANARY = "canary";

  private final JsonCodec json = new JsonCodec();
  private final List<byte[]> seen = new ArrayList<>();
  private boolean sawCanary;

  private void look(byte[] buffer) {
    seen.add(buffer);
    sawCanary |= new String(buffer, StandardCharsets.UTF_8).contains(CANARY);
  }

  private void assertSeenAndErased() {
    assertTrue(sawCanary);
    seen.forEach(buffer -> assertArrayEquals(new byte[buffer.length], buffer));
  }

  private OutputStream watched(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        look(source);
        out.write(source, offset, length);
      }
    };
  }

  private InputStream watched(String text) {
    return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        look(target);
        return count;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 100_000})
  void afterWriting(int times) throws Exception {
    JsonObject message = JsonObject.builder().put("a", CANARY.repeat(times)).build();
    json.write(message, watched(OutputStream.nullOutputStream()));
    assertSeenAndErased();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void afterAStreamThatFailed(int times) {
    JsonObject message = JsonObject.builder().put("a", CANARY.repeat(times)).build();
    OutputStream broken = watched(new StreamThatFailsOnceItSawSome());
    assertThrows(IOException.class, () -> json.write(message, broken));
    assertSeenAndErased();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 100_000})
  void afterReading(int times) throws Exception {
    json.read(watched("{\"a\":\"" + CANARY.repeat(times) + "\"}"));
    assertSeenAndErased();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"canary\":", "[\"canary", "\"canary\" x", "canary"})
  void afterReadingWhatIsNoJson(String text) {
    InputStream in = watched(text);
    assertThrows(MalformedJsonException.class, () -> json.read(in));
    assertSeenAndErased();
  }

  /** The text of a token is gathered in chars, which no stream gets to see. */
  @Test
  void everyBufferThatWasHandedOut_givenBackOrNot() {
    BufferRecycler buffers = ErasingBuffers.POOL.acquireAndLinkPooled();
    char[] kept = buffers.allocCharBuffer(BufferRecycler.CHAR_TEXT_BUFFER, 9_000);
    char[] returned = buffers.allocCharBuffer(BufferRecycler.CHAR_TOKEN_BUFFER);
    CANARY.getChars(0, CANARY.length(), kept, 8_000);
    CANARY.getChars(0, CANARY.length(), returned, 0);
    buffers.releaseCharBuffer(BufferRecycler.CHAR_TOKEN_BUFFER, returned);
    assertFalse(isErased(kept));
    buffers.releaseToPool();
    assertTrue(isErased(kept));
    assertTrue(isErased(returned));
  }

  @Test
  void nothingIsKeptForTheNext() {
    BufferRecycler buffers = ErasingBuffers.POOL.acquireAndLinkPooled();
    buffers.releaseToPool();
    assertNotSame(buffers, ErasingBuffers.POOL.acquireAndLinkPooled());
  }

  private static boolean isErased(char[] buffer) {
    return new String(buffer).chars().allMatch(c -> c == 0);
  }

  /** The canary: what comes before it passes. */
  private final class StreamThatFailsOnceItSawSome extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("broken");
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (sawCanary) {
        throw new IOException("broken");
      }
    }
  }
}
