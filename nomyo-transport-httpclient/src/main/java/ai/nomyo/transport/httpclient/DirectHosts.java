// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The hosts that no proxy is asked for, in the form of the variable {@code NO_PROXY}. */
final class DirectHosts {

  private static final String EVERY_HOST = "*";

  private final List<String> entries;

  private DirectHosts(List<String> entries) {
    this.entries = entries;
  }

  static DirectHosts none() {
    return new DirectHosts(List.of());
  }

  static DirectHosts in(String list) {
    return new DirectHosts(
        Stream.of(list.split(","))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean include(String host, int port) {
    String name = withoutBrackets(host).toLowerCase(Locale.ROOT);
    return entries.stream()
        .anyMatch(
            entry ->
                entry.equals(EVERY_HOST)
                    || isOrIsBelow(name, entry)
                    || isOrIsBelow(name + ":" + port, entry));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isOrIsBelow(String name, String entry) {
    String domain = entry.startsWith(".") ? entry.substring(1) : entry;
    return name.equals(domain) || name.endsWith("." + domain);
  }
}
