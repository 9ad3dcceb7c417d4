// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found on the way to a router, for people and for programs.
 *
 * @param proxy whether a proxy is on the way
 * @param findings of every step, in order
 */
record NetworkReport(RouterAddress router, boolean proxy, List<Finding> findings) {

  /** Says of the steps that are missing that they were not tried. */
  NetworkReport {
    Stream<Finding> missing =
        Stream.of(NetworkStep.values()).skip(findings.size()).map(Finding::notTried);
    findings = Stream.concat(findings.stream(), missing).toList();
  }

  String table() {
    return findings.stream()
        .map(Finding::line)
        .collect(
            Collectors.joining(
                "\n", "Router " + router + (proxy ? ", through a proxy" : "") + "\n", "\n"));
  }

  JsonObject json() {
    JsonObject.Builder json =
        JsonObject.builder().put("base_url", router.toString()).put("proxy", proxy);
    findings.forEach(finding -> json.put(finding.step().member(), finding.json()));
    return json.build();
  }

  /** What a chat would fail with. */
  Optional<NomyoException> failure() {
    return findings.stream().flatMap(finding -> finding.failure().stream()).findFirst();
  }
}
