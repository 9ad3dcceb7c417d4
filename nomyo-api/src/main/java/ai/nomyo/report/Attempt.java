// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import java.time.Duration;

/**
 * One attempt of a call: getting the router's key where none is kept, sealing, sending, waiting,
 * opening. Holds no content.
 *
 * @param number its place among the attempts of the call, from 1
 * @param outcome {@code answered}, or what went wrong: a status such as {@code HTTP 503}, or the
 *     simple name of the exception
 * @param maybeSent whether the router may have got the request, in whole or in part; false when it
 *     is certain that nothing of it left this machine
 * @param sealing how long sealing took; zero when it did not come to that
 * @param waiting from the first byte sent to the last one read, connecting included; zero when it
 *     did not come to that
 * @param opening how long opening the answer took; zero when it did not come to that
 * @param total the whole attempt, with what came before sealing
 */
public record Attempt(
    int number,
    String outcome,
    boolean maybeSent,
    Duration sealing,
    Duration waiting,
    Duration opening,
    Duration total) {}
