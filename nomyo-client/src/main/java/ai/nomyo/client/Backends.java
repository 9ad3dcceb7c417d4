// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.crypto.bc.BcKeyProtection;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.crypto.jca.JcaKeyProtection;
import ai.nomyo.error.BackendUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** The crypto backends that have a name (docs/crypto-backends.md). */
public final class Backends {

  /** The backend of a client that names none: {@code jdk}. */
  public static final String DEFAULT = "jdk";

  /** The name that leaves the choice to {@link #named}: taken only when it is asked for. */
  public static final String AUTO = "auto";

  /** What {@code auto} looks for, in this order: the fastest first. */
  private static final List<String> PREFERRED = List.of("accp", "conscrypt", "jdk", "bc");

  private Backends() {}

  /** The names of all backends, without {@code auto}. */
  public static List<String> names() {
    return List.of("accp", "conscrypt", "jdk", "bc", "bcfips");
  }

  /**
   * The backend of that name, and never another in its place.
   *
   * @param name one of {@link #names}, or {@code auto} for the first of accp, conscrypt, jdk and bc
   *     that is present
   * @throws BackendUnavailableException if there is none of that name, or it lacks something: a
   *     jar, a native library, an algorithm; the message says what
   */
  public static Backend named(String name) {
    return name.equals(AUTO) ? firstPresent() : chosen(name, "named by the user");
  }

  /** A cipher that the caller brought; the JDK takes passwords off its key files. */
  static Backend ofCaller(HybridCipher cipher) {
    return new Backend(cipher, JcaKeyProtection.onJdk(), "handed over by the caller");
  }

  private static Backend firstPresent() {
    List<String> skipped = new ArrayList<>();
    for (String name : PREFERRED) {
      try {
        return chosen(name, reason(skipped));
      } catch (BackendUnavailableException absent) {
        skipped.add(name + ": " + absent.getMessage());
      }
    }
    throw new BackendUnavailableException(
        "auto: no backend is present: " + String.join("; ", skipped), null);
  }

  private static String reason(List<String> skipped) {
    String order = "auto: the first that is present of " + String.join(", ", PREFERRED);
    return skipped.isEmpty() ? order : order + "; " + String.join("; ", skipped);
  }

  private static Backend chosen(String name, String choice) {
    return switch (name) {
      case "accp" -> new Backend(JcaHybridCipher.accp(), JcaKeyProtection.onJdk(), choice);
      case "conscrypt" ->
          new Backend(JcaHybridCipher.conscrypt(), JcaKeyProtection.onJdk(), choice);
      case "jdk" -> new Backend(JcaHybridCipher.onJdk(), JcaKeyProtection.onJdk(), choice);
      case "bc" -> bouncyCastle(choice);
      case "bcfips" -> new Backend(JcaHybridCipher.bcFips(), JcaKeyProtection.bcFips(), choice);
      default ->
          throw new BackendUnavailableException(
              "backend \""
                  + name
                  + "\" is unknown; known are "
                  + String.join(", ", names())
                  + " and auto",
              null);
    };
  }

  private static Backend bouncyCastle(String choice) {
    try {
      return new Backend(BcHybridCipher.create(), BcKeyProtection.create(), choice);
    } catch (NoClassDefFoundError absent) {
      throw new BackendUnavailableException(
          "crypto backend bc needs ai.nomyo:nomyo-crypto-bc with org.bouncycastle:bcprov-jdk18on on"
              + " the class path, or on the module path and a program that requires"
              + " ai.nomyo.crypto.bc",
          absent);
    }
  }
}
