/**
 * Secrets in locked pages outside the heap.
 *
 * <p>Start at {@link ai.nomyo.memory.locked.LockedMemory}.
 */
// JNA is an automatic module whose name stands in its manifest.
@SuppressWarnings("requires-automatic")
module ai.nomyo.memory.locked {
  requires transitive ai.nomyo.core;
  requires com.sun.jna;
  requires org.slf4j;
  requires static org.jspecify;

  exports ai.nomyo.memory.locked;
}
