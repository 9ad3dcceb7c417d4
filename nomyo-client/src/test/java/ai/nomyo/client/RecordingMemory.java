package ai.nomyo.client;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows every secret it handed out: how many are open, and whether the others were erased. */
final class RecordingMemory implements SecretMemory {

  private final List<ByteBuffer> all = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  @Override
  public SecretBytes allocate(int sizeBytes) {
    return holding(new byte[sizeBytes]);
  }

  SecretBytes holding(byte[] content) {
    open.incrementAndGet();
    all.add(ByteBuffer.wrap(content));
    return new SecretBytes(ByteBuffer.wrap(content), open::decrementAndGet);
  }

  int handedOut() {
    return all.size();
  }

  int open() {
    return open.get();
  }

  boolean allZero() {
    return all.stream().map(ByteBuffer::array).allMatch(RecordingMemory::isZero);
  }

  private static boolean isZero(byte[] content) {
    for (byte b : content) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
