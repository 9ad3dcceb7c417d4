// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import java.time.Duration;

/**
 * The router's key that a request was sealed for.
 *
 * @param sha256 of its SPKI: 64 hexadecimal digits in lower case
 * @param sizeBits the size of its modulus
 * @param trust why it was sealed for, such as {@code matches a pin}
 * @param age since it was fetched
 */
public record RouterKeyReport(String sha256, int sizeBits, String trust, Duration age) {}
