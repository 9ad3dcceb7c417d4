package ai.nomyo.core;

import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.report.BackendReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says of a client's adapters what the API says of a backend. */
final class BackendReports {

  private BackendReports() {}

  static BackendReport of(Ports ports, Settings settings) {
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
}
