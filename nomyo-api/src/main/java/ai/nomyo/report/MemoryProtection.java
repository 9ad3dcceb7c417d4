// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import java.util.List;

/**
 * How a client protects the secrets in its memory, counted at one moment (docs/memory.md). Holds no
 * secret.
 *
 * @param kind what secrets are held in
 * @param inUseBytes the sizes of the secrets that are open; 0 where nobody counts
 * @param askedBytes the memory that is to be locked, in whole pages: what is in use and what is
 *     kept for reuse; 0 where locking is not asked for, or nothing was held yet
 * @param lockedBytes how much of that is really locked, so that it is never swapped out
 * @param undumpedBytes how much of that is left out of core dumps
 * @param shortfalls why less than was asked for is locked or left out of core dumps, now or before,
 *     and what to do about it; empty when nothing was refused
 * @param heapCopies what the backend still copies to the heap, where nobody erases it
 */
public record MemoryProtection(
    String kind,
    long inUseBytes,
    long askedBytes,
    long lockedBytes,
    long undumpedBytes,
    List<String> shortfalls,
    List<String> heapCopies) {

  /** Copies the lists. */
  public MemoryProtection {
    shortfalls = List.copyOf(shortfalls);
    heapCopies = List.copyOf(heapCopies);
  }
}
