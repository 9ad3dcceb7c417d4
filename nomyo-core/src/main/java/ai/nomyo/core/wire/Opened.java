// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.report.SecurityReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer that was opened, read and compared; it lacks only the report of how.
 *
 * @param algorithms the names in its package
 * @param tierServed the tier that the router says it served
 * @param findings what differs from what was expected and was not refused
 * @param answer completes it; to be called once
 */
public record Opened<T>(
    Map<String, String> algorithms,
    Optional<String> tierServed,
    List<String> findings,
    Function<SecurityReport, T> answer) {}
