// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import org.jspecify.annotations.Nullable;

/** A copy of a password, or none, that can be erased. Not safe for use by many threads. */
final class HeldPassword {

  private final SecretMemory memory;
  private @Nullable SecretBytes password;

  HeldPassword(SecretMemory memory) {
    this.memory = memory;
  }

  void keep(char @Nullable [] given) {
    erase();
    if (given != null) {
      password = memory.allocate(given.length * Character.BYTES);
      password.lend().asCharBuffer().put(given);
    }
  }

  /** A copy of the copy, which the caller erases, or null when there is none. */
  char @Nullable [] copy() {
    if (password == null) {
      return null;
    }
    char[] copy = new char[password.size() / Character.BYTES];
    password.lend().asCharBuffer().get(copy);
    return copy;
  }

  void erase() {
    if (password != null) {
      password.close();
      password = null;
    }
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "HeldPassword";
  }
}
