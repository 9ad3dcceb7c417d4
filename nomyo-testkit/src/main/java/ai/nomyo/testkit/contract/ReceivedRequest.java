// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request as it arrived at a {@link ScriptedServer}. */
final class ReceivedRequest {

  private final String requestLine;
  private final List<String> headerLines;
  private final byte[] body;

  ReceivedRequest(String requestLine, List<String> headerLines, byte[] body) {
    this.requestLine = requestLine;
    this.headerLines = List.copyOf(headerLines);
    this.body = body;
  }

  String requestLine() {
    return requestLine;
  }

  /** {@code Name: value}, in the order in which they came. */
  List<String> headerLines() {
    return headerLines;
  }

  /** In lower case, in the order in which they came. */
  List<String> headerNames() {
    return headerLines.stream().map(ReceivedRequest::nameOf).toList();
  }

  Optional<String> header(String name) {
    return headerLines.stream()
        .filter(line -> nameOf(line).equals(name.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst();
  }

  private static String nameOf(String line) {
    return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  byte[] body() {
    return body;
  }
}
