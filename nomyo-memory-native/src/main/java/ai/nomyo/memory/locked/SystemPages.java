// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

/** The pages of this process; JNA is started when they are first asked for. */
final class SystemPages {

  private static final Pages PAGES = load();

  private SystemPages() {}

  static Pages get() {
    return PAGES;
  }

  /** Without JNA, secrets are still held outside the heap and erased. */
  private static Pages load() {
    try {
      return NativePages.load();
    } catch (Error unusable) {
      // Not a LinkageError alone: JNA throws a plain Error at a library of another version.
      return new AbsentPages(
          "JNA cannot be used ("
              + unusable.getClass().getSimpleName()
              + "): put net.java.dev.jna:jna on the class path, and see that the temporary directory"
              + " lets libraries be loaded, or set jna.tmpdir to one that does");
    }
  }
}
