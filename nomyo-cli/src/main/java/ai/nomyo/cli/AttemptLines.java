// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import ai.nomyo.report.RouterKeyReport;
import ai.nomyo.report.SecurityReport;
import java.time.Duration;

/** Tells a person on standard error what happens to attempts. */
final class AttemptLines implements CallListener {

  private final Shell shell;

  AttemptLines(Shell shell) {
    this.shell = shell;
  }

  private void line(String text) {
    shell.err().println((shell.interactive() ? Spinner.CLEAR_LINE : "") + text);
  }

  @Override
  public void routerKeyFetched(RouterKeyReport key) {
    line("router key " + key.sha256() + ", " + key.sizeBits() + " bits, " + key.trust());
  }

  @Override
  public void attemptFailed(String payloadId, Attempt failed) {
    line(
        "attempt "
            + failed.number()
            + " failed after "
            + failed.total().toMillis()
            + " ms: "
            + failed.outcome()
            + (failed.maybeSent() ? ", the router may have got it" : ", the prompt was not sent"));
  }

  @Override
  public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
    line("attempt " + (failed.number() + 1) + " follows in " + delay.toMillis() + " ms");
  }

  @Override
  public void callAnswered(SecurityReport report) {
    line(
        "answered after "
            + report.total().toMillis()
            + " ms, attempts: "
            + report.attempts().size()
            + ", payload id "
            + report.payloadId().orElse("none"));
    report.findings().forEach(finding -> line("finding: " + finding));
  }

  @Override
  public void coolDownStarted(Duration duration) {
    line("the service blocked the API key, calls are held back for " + duration.toSeconds() + " s");
  }
}
