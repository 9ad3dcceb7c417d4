package ai.nomyo.client;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.error.BackendUnavailableException;

/** The crypto backends that have a name. */
public final class Backends {

  /** The backend of a client that names none: {@code jdk}. */
  public static final String DEFAULT = "jdk";

  private Backends() {}

  /**
   * The backend of that name, and never another in its place.
   *
   * @param name {@code jdk}, the JDK's own providers; or {@code bc}, Bouncy Castle's lightweight
   *     API (needs {@code nomyo-crypto-bc} on the class path)
   * @throws BackendUnavailableException if there is none of that name, or it lacks something
   */
  public static HybridCipher named(String name) {
    return switch (name) {
      case "jdk" -> JcaHybridCipher.onJdk();
      case "bc" -> bouncyCastle();
      default ->
          throw new BackendUnavailableException(
              "backend \"" + name + "\" is unknown; known are bc," + " jdk", null);
    };
  }

  private static HybridCipher bouncyCastle() {
    try {
      return BcHybridCipher.create();
    } catch (NoClassDefFoundError absent) {
      throw new BackendUnavailableException(
          "backend bc needs nomyo-crypto-bc on the class path", absent);
    }
  }
}
