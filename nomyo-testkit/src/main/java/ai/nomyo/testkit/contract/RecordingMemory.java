package ai.nomyo.testkit.contract;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the secrets that it handed out and those that were not closed yet. */
final class RecordingMemory implements SecretMemory {

  private final AtomicInteger handedOut = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  @Override
  public SecretBytes allocate(int sizeBytes) {
    handedOut.incrementAndGet();
    open.incrementAndGet();
    return new SecretBytes(ByteBuffer.allocate(sizeBytes), open::decrementAndGet);
  }

  int handedOut() {
    return handedOut.get();
  }

  int open() {
    return open.get();
  }
}
