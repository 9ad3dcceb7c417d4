// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

/** Why a request is not answered: a status and a detail that quotes nothing secret. */
final class Refusal extends Exception {

  private final int status;
  private final boolean violation;

  private Refusal(int status, String detail, boolean violation) {
    super(detail);
    this.status = status;
    this.violation = violation;
  }

  /** A 400: the client broke the protocol. */
  static Refusal mistake(String detail) {
    return violation(400, detail);
  }

  /** The client broke the protocol in a way that has a status of its own. */
  static Refusal violation(int status, String detail) {
    return new Refusal(status, detail, true);
  }

  /** What may happen to a client that breaks nothing. */
  static Refusal blameless(int status, String detail) {
    return new Refusal(status, detail, false);
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  /** Whether this is the client's mistake. */
  boolean isViolation() {
    return violation;
  }
}
