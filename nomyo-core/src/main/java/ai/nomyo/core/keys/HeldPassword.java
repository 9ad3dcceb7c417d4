package ai.nomyo.core.keys;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A copy of a password, or none, that can be erased. Not safe for use by many threads. */
final class HeldPassword implements AutoCloseable {

  private char @Nullable [] password;

  void keep(char @Nullable [] given) {
    close();
    password = given == null ? null : given.clone();
  }

  /** The copy itself, or null when there is none. */
  char @Nullable [] lend() {
    return password;
  }

  /** Another copy; the caller closes it. */
  HeldPassword copy() {
    HeldPassword copy = new HeldPassword();
    copy.keep(password);
    return copy;
  }

  /** Erases the copy. Idempotent; another one may be kept afterwards. */
  @Override
  public void close() {
    if (password != null) {
      Arrays.fill(password, '\0');
      password = null;
    }
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "HeldPassword";
  }
}
