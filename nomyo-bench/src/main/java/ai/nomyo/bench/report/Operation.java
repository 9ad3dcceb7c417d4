// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.util.List;
import java.util.Optional;

/** What this library does, and the primitives that it cannot do without. */
public enum Operation {
  /** From a request's JSON values to the finished package. */
  SEAL(
      "seal",
      List.of(
          new Primitive("writeJson", Optional.of("writeRequest"), List.of("payloadBytes", "text")),
          new Primitive("encrypt", "payloadBytes", "backend"),
          new Primitive("encodeBase64", "payloadBytes"),
          new Primitive("wrap", "backend"))),
  /** From an answer's body to the parsed response. */
  OPEN(
      "open",
      List.of(
          new Primitive("scanEnvelope", "payloadBytes"),
          new Primitive("decodeBase64", "payloadBytes"),
          new Primitive("unwrap", "backend"),
          new Primitive("decrypt", "payloadBytes", "backend"),
          new Primitive("readJson", Optional.of("decodeText"), List.of("payloadBytes", "text"))));

  /**
   * A step.
   *
   * @param measured the name of its figure
   * @param faster the name of another way, which counts where it was measured and takes less
   * @param parameters those that it depends on
   */
  record Primitive(String measured, Optional<String> faster, List<String> parameters) {
    private Primitive(String measured, String... parameters) {
      this(measured, Optional.empty(), List.of(parameters));
    }
  }

  private final String measured;
  private final List<Primitive> primitives;

  Operation(String measured, List<Primitive> primitives) {
    this.measured = measured;
    this.primitives = primitives;
  }

  /** The name of its figure. */
  public String measured() {
    return measured;
  }

  List<Primitive> primitives() {
    return primitives;
  }

  /** The primitive that goes through RSA, and decides about small payloads. */
  String rsa() {
    return this == SEAL ? "wrap" : "unwrap";
  }
}
