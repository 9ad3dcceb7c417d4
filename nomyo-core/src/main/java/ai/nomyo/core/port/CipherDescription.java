// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a cipher is made of, for reports. Holds no secret.
 *
 * @param backend the name that chooses it, such as {@code conscrypt}
 * @param version of the library behind it
 * @param code what its cryptography is written in
 * @param fips how it stands to FIPS 140
 * @param steps who does each step, as a provider's or library's name and version; all the steps
 * @param heapCopies which secrets it copies to the heap, where nobody erases them, whatever memory
 *     it is given
 */
public record CipherDescription(
    String backend,
    String version,
    Code code,
    Fips fips,
    Map<Step, String> steps,
    List<String> heapCopies) {

  /** What a cipher does, in the order in which reports name it. */
  public enum Step {
    /** Making RSA key pairs. */
    KEY_GENERATION("key generation"),
    /** Reading and writing encodings of RSA keys. */
    KEY_PARSING("key parsing"),
    /** RSA-OAEP with the recipient's key. */
    WRAP("wrap"),
    /** RSA-OAEP with one's own key. */
    UNWRAP("unwrap"),
    /** Encrypting and decrypting messages. */
    AES_GCM("AES-GCM"),
    /** AES keys, nonces, OAEP's seeds, primes. */
    RANDOM_NUMBERS("random numbers");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    /** As reports name it. */
    @Override
    public String toString() {
      return label;
    }
  }

  /** What cryptography is written in. */
  public enum Code {
    /** Java, with the JVM's own intrinsics. */
    JAVA("Java"),
    /** Some of it, or all, is native code that the library brings. */
    NATIVE("native"),
    /** A provider that the caller brought does not say. */
    UNKNOWN("unknown");

    private final String label;

    Code(String label) {
      this.label = label;
    }

    /** As reports name it. */
    @Override
    public String toString() {
      return label;
    }
  }

  /** How a cipher stands to FIPS 140. Says nothing about certificates. */
  public enum Fips {
    /** It does not run as a FIPS module. */
    NONE("none"),
    /** It is a FIPS module that was in its approved-only mode when the cipher was built. */
    APPROVED_ONLY("approved-only");

    private final String label;

    Fips(String label) {
      this.label = label;
    }

    /** As reports name it. */
    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * Copies the steps, in their order, and the list.
   *
   * @throws IllegalArgumentException if a step is left out
   */
  public CipherDescription {
    if (!steps.keySet().equals(EnumSet.allOf(Step.class))) {
      throw new IllegalArgumentException("steps: " + steps.keySet() + " given, all are needed");
    }
    steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    heapCopies = List.copyOf(heapCopies);
  }

  /** One line for people, without the copies. */
  @Override
  public String toString() {
    return steps.entrySet().stream()
        .map(step -> step.getKey() + ": " + step.getValue())
        .collect(Collectors.joining(", ", head() + "; ", ""));
  }

  private String head() {
    return backend + " " + version + ", " + code + " code, FIPS " + fips;
  }
}
