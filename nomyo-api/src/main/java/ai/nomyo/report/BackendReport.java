// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The crypto backend a client works with. Holds no secret.
 *
 * @param name such as {@code conscrypt}
 * @param version of the library behind it
 * @param code what its cryptography is written in: {@code Java}, {@code native} or {@code unknown}
 * @param fips {@code none}, or {@code approved-only} for a FIPS module in that mode
 * @param steps who does each step of the cryptography, in order
 * @param keyProtection who takes passwords off key files and puts them on
 * @param choice why it is this backend
 */
public record BackendReport(
    String name,
    String version,
    String code,
    String fips,
    Map<String, String> steps,
    String keyProtection,
    String choice) {

  /** Copies the steps. */
  public BackendReport {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }
}
