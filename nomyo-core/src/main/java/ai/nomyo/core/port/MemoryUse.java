// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.util.List;

/**
 * What a {@link SecretMemory} does for its secrets at one moment. Holds no secret.
 *
 * @param kind what it is made of
 * @param inUseBytes the sizes of all open secrets; 0 where nobody counts
 * @param askedBytes the memory that is to be locked, in whole pages: what is in use and what is
 *     kept for reuse; 0 where locking is not asked for
 * @param lockedBytes how much of that is locked
 * @param undumpedBytes how much of that is left out of core dumps
 * @param shortfalls why less than was asked for is locked or left out, now or before, and what to
 *     do about it
 */
public record MemoryUse(
    String kind,
    long inUseBytes,
    long askedBytes,
    long lockedBytes,
    long undumpedBytes,
    List<String> shortfalls) {

  /** Copies the reasons. */
  public MemoryUse {
    shortfalls = List.copyOf(shortfalls);
  }

  /** Of memory that is erased and no more. */
  static MemoryUse erasedOnly() {
    return new MemoryUse("erased after use, not locked", 0, 0, 0, 0, List.of());
  }
}
