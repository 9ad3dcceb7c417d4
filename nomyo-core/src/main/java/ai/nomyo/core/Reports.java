package ai.nomyo.core;

import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client's adapters say of themselves, as the API puts it. */
final class Reports {

  private Reports() {}

  static BackendReport backend(Ports ports, Settings settings) {
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

  static MemoryProtection memory(Ports ports) {
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
}
