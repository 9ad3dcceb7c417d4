// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** BC-FIPS, which has a class path of its own. */
final class ForensicFipsTest extends Forensics {

  static Stream<Arguments> programs() {
    return Stream.of(Arguments.of("bcfips", "on"), Arguments.of("bcfips", "off"));
  }
}
