// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The evidence of one answer: who protected it, and how. Holds no content and no secret.
 *
 * @param payloadId the id of the call, when it had one
 * @param router the base URL
 * @param routerKey what the request was sealed for; empty for an answer that was opened without
 *     having been asked for by the same client's call
 * @param backend who did the cryptography
 * @param algorithms of the package that was opened: its algorithm, key algorithm and payload
 *     algorithm, under the names that the package has for them
 * @param tierAsked the tier that was asked for, when one was
 * @param tierServed the tier that the router says it served, when it says so
 * @param attempts those that the call took, the successful one last
 * @param total the whole call, with waits and a key that was made for it
 * @param memory how secrets were held when the answer was opened
 * @param findings what differs from what was to be expected and was not refused; empty when nothing
 *     does
 */
public record SecurityReport(
    Optional<String> payloadId,
    String router,
    Optional<RouterKeyReport> routerKey,
    BackendReport backend,
    Map<String, String> algorithms,
    Optional<String> tierAsked,
    Optional<String> tierServed,
    List<Attempt> attempts,
    Duration total,
    MemoryProtection memory,
    List<String> findings) {

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** Copies the lists and the map. */
  public SecurityReport {
    algorithms = Map.copyOf(algorithms);
    attempts = List.copyOf(attempts);
    findings = List.copyOf(findings);
  }

  /**
   * All of it for a JSON library: strings, numbers, booleans, lists and maps of these, null for
   * what is empty. Durations are milliseconds.
   */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("payload_id", payloadId.orElse(null));
    map.put("router", router);
    map.put("router_key", routerKey.map(SecurityReport::map).orElse(null));
    map.put("backend", map(backend));
    map.put("algorithms", algorithms);
    map.put("tier_asked", tierAsked.orElse(null));
    map.put("tier_served", tierServed.orElse(null));
    map.put("attempts", attempts.stream().map(SecurityReport::map).toList());
    map.put("total_ms", millis(total));
    map.put("memory", map(memory));
    map.put("findings", findings);
    return map;
  }

  /** An attempt in the form of {@link #asMap}. */
  public static Map<String, Object> map(Attempt attempt) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("number", attempt.number());
    map.put("outcome", attempt.outcome());
    map.put("maybe_sent", attempt.maybeSent());
    map.put("sealing_ms", millis(attempt.sealing()));
    map.put("waiting_ms", millis(attempt.waiting()));
    map.put("opening_ms", millis(attempt.opening()));
    map.put("total_ms", millis(attempt.total()));
    return map;
  }

  private static Map<String, Object> map(RouterKeyReport key) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sha256", key.sha256());
    map.put("size_bits", key.sizeBits());
    map.put("trust", key.trust());
    map.put("age_ms", millis(key.age()));
    return map;
  }

  private static Map<String, Object> map(BackendReport backend) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", backend.name());
    map.put("version", backend.version());
    map.put("code", backend.code());
    map.put("fips", backend.fips());
    map.put("steps", backend.steps());
    map.put("choice", backend.choice());
    return map;
  }

  private static Map<String, Object> map(MemoryProtection memory) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", memory.kind());
    map.put("asked_bytes", memory.askedBytes());
    map.put("locked_bytes", memory.lockedBytes());
    map.put("undumped_bytes", memory.undumpedBytes());
    map.put("shortfalls", memory.shortfalls());
    map.put("heap_copies", memory.heapCopies());
    return map;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }
}
