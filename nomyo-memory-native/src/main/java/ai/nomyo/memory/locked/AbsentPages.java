// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Nothing can be asked of the operating system, for one reason. */
record AbsentPages(String reason) implements Pages {

  /** The most usual size; nothing depends on it. */
  @Override
  public int pageBytes() {
    return 4096;
  }

  @Override
  public Optional<String> lock(ByteBuffer pages) {
    return Optional.of(reason);
  }

  @Override
  public void unlock(ByteBuffer pages) {}

  @Override
  public Optional<String> exclude(ByteBuffer pages) {
    return Optional.of(reason);
  }

  @Override
  public void include(ByteBuffer pages) {}
}
