// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.core.retry.CallRecord;
import ai.nomyo.core.server.ServerKey;
import ai.nomyo.core.server.ServerKeyCache;
import ai.nomyo.core.wire.Opened;
import ai.nomyo.report.Attempt;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.report.RouterKeyReport;
import ai.nomyo.report.SecurityReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client says of its adapters and of its calls, as the API puts it. */
final class Reports {

  private final Ports ports;
  private final Settings settings;
  private final BackendReport backend;

  Reports(Ports ports, Settings settings) {
    this.ports = ports;
    this.settings = settings;
    this.backend = backend(ports, settings);
  }

  private static BackendReport backend(Ports ports, Settings settings) {
    CipherDescription cipher = ports.cipher().description();
    Map<String, String> steps = new LinkedHashMap<>();
    cipher.steps().forEach((step, who) -> steps.put(step.toString(), who));
    return new BackendReport(
        cipher.backend(),
        cipher.version(),
        cipher.code().toString(),
        cipher.fips().toString(),
        steps,
        ports.keyProtection().description(),
        settings.backendChoice());
  }

  BackendReport backend() {
    return backend;
  }

  MemoryProtection memory() {
    MemoryUse use = ports.memory().use();
    return new MemoryProtection(
        use.kind(),
        use.inUseBytes(),
        use.askedBytes(),
        use.lockedBytes(),
        use.undumpedBytes(),
        use.shortfalls(),
        ports.cipher().description().heapCopies());
  }

  SecurityReport ofCall(
      Opened<?> opened,
      CallRecord call,
      Optional<ServerKey> sealedFor,
      Optional<SecurityTier> asked) {
    return report(
        opened,
        Optional.of(call.payloadId()),
        sealedFor.map(ServerKeyCache::report),
        asked,
        call.attempts(),
        call.age());
  }

  /** An answer that somebody else asked for has neither a router's key nor attempts. */
  SecurityReport ofOpening(Opened<?> opened, Optional<String> payloadId) {
    return report(opened, payloadId, Optional.empty(), Optional.empty(), List.of(), Duration.ZERO);
  }

  private SecurityReport report(
      Opened<?> opened,
      Optional<String> payloadId,
      Optional<RouterKeyReport> routerKey,
      Optional<SecurityTier> asked,
      List<Attempt> attempts,
      Duration total) {
    return new SecurityReport(
        payloadId,
        settings.address().toString(),
        routerKey,
        backend,
        opened.algorithms(),
        asked.map(SecurityTier::wireName),
        opened.tierServed(),
        attempts,
        total,
        memory(),
        opened.findings());
  }
}
