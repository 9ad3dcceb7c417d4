// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The backends that share a class path. */
final class ForensicTest extends Forensics {

  static Stream<Arguments> programs() {
    return Stream.of("accp", "conscrypt", "jdk", "bc")
        .flatMap(backend -> Stream.of("on", "off").map(secure -> Arguments.of(backend, secure)));
  }
}
