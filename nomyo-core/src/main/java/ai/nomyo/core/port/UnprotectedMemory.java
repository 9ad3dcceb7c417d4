// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;

/** Grants every wish. */
final class UnprotectedMemory implements SecretMemory {

  @Override
  public SecretBytes allocate(int sizeBytes) {
    return allocate(sizeBytes, Kind.HEAP);
  }

  @Override
  public SecretBytes allocate(int sizeBytes, Kind preferred) {
    return preferred == Kind.HEAP
        ? SecretBytes.owning(new byte[sizeBytes])
        : new SecretBytes(ByteBuffer.allocateDirect(sizeBytes), () -> {});
  }
}
