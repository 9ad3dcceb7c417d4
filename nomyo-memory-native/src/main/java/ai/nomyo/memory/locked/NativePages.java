// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * POSIX's {@code mlock} and {@code munlock}, Linux's {@code madvise}, Windows's {@code VirtualLock}
 * and {@code VirtualUnlock}.
 *
 * <p>Functions are called as such, and not by way of an interface or of native methods, because
 * that takes JNA the least time to set up: some 70 ms in a fresh JVM.
 */
final class NativePages implements Pages {

  /** Of every Windows, on x86-64 and ARM alike. */
  private static final int WINDOWS_PAGE_BYTES = 4096;

  /** {@code madvise(2)}. */
  private static final int MADV_DONTDUMP = 16;

  private static final int MADV_DODUMP = 17;

  private static final Object[] NOTHING = {};

  private final int pageBytes;
  private final Function lock;
  private final Function unlock;
  private final Optional<Function> advise;
  private final String remedy;

  private NativePages(
      int pageBytes, Function lock, Function unlock, Optional<Function> advise, String remedy) {
    this.pageBytes = pageBytes;
    this.lock = lock;
    this.unlock = unlock;
    this.advise = advise;
    this.remedy = remedy;
  }

  /**
   * @throws Error if JNA or a function is not there
   */
  static Pages load() {
    return Platform.isWindows() ? ofWindows() : ofPosix();
  }

  private static Pages ofWindows() {
    NativeLibrary kernel = NativeLibrary.getInstance("kernel32");
    return new NativePages(
        WINDOWS_PAGE_BYTES,
        kernel.getFunction("VirtualLock"),
        kernel.getFunction("VirtualUnlock"),
        Optional.empty(),
        "raise the process's minimum working set");
  }

  private static Pages ofPosix() {
    NativeLibrary c = NativeLibrary.getProcess();
    return new NativePages(
        c.getFunction("getpagesize").invokeInt(NOTHING),
        c.getFunction("mlock"),
        c.getFunction("munlock"),
        Platform.isLinux() ? Optional.of(c.getFunction("madvise")) : Optional.empty(),
        "raise the limit of lockable memory: ulimit -l, LimitMEMLOCK= of a systemd unit, --ulimit"
            + " memlock= of a container");
  }

  @Override
  public int pageBytes() {
    return pageBytes;
  }

  @Override
  public Optional<String> lock(ByteBuffer pages) {
    if (succeeds(lock, address(pages), size(pages))) {
      return Optional.empty();
    }
    return Optional.of(
        "the system refused to lock memory ("
            + lock.getName()
            + ", error "
            + Native.getLastError()
            + "): "
            + remedy);
  }

  @Override
  public void unlock(ByteBuffer pages) {
    succeeds(unlock, address(pages), size(pages));
  }

  @Override
  public Optional<String> exclude(ByteBuffer pages) {
    if (advise.isEmpty()) {
      return Optional.of("the system has no way to leave memory out of core dumps");
    }
    return succeeds(advise.get(), address(pages), size(pages), MADV_DONTDUMP)
        ? Optional.empty()
        : Optional.of(
            "the system refused to leave memory out of core dumps (madvise, error "
                + Native.getLastError()
                + ")");
  }

  @Override
  public void include(ByteBuffer pages) {
    advise.ifPresent(madvise -> succeeds(madvise, address(pages), size(pages), MADV_DODUMP));
  }

  /** POSIX says 0 for success, Windows says it for failure. */
  private static boolean succeeds(Function function, Object... arguments) {
    return (function.invokeInt(arguments) == 0) != Platform.isWindows();
  }

  private static Pointer address(ByteBuffer pages) {
    return Native.getDirectBufferPointer(pages);
  }

  /** As wide as the platform's {@code size_t}. */
  private static Object size(ByteBuffer pages) {
    return Native.SIZE_T_SIZE == Long.BYTES ? (Object) (long) pages.capacity() : pages.capacity();
  }
}
