// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.error.BackendUnavailableException;
import java.util.function.Supplier;

/**
 * A library that need not be on the class path.
 *
 * @param backend its name
 * @param jar what to add, as a Maven coordinate
 */
record OptionalLibrary(String backend, String jar) {

  /**
   * Runs what touches the library's classes.
   *
   * @throws BackendUnavailableException with what to add or change, if they cannot be loaded
   */
  <T> T use(Supplier<T> user) {
    try {
      return user.get();
    } catch (NoClassDefFoundError absent) {
      throw unavailable("needs " + jar + " on the class path", absent);
    } catch (UnsatisfiedLinkError unloadable) {
      throw nativeLibraryMissing(unloadable);
    } catch (LinkageError mismatch) {
      throw unavailable("cannot be linked; " + jar + " is of another version", mismatch);
    }
  }

  /** The library is there, but its native half does not load. */
  BackendUnavailableException nativeLibraryMissing(Throwable cause) {
    return unavailable(
        "cannot load its native library on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + " ("
            + firstLine(cause)
            + "); add the "
            + jar
            + " of this platform if there is one, or choose the backend jdk",
        cause);
  }

  BackendUnavailableException unavailable(String problem, Throwable cause) {
    return new BackendUnavailableException("crypto backend " + backend + " " + problem, cause);
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
