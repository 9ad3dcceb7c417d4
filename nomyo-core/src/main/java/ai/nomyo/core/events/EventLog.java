// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.events;

import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import ai.nomyo.report.RouterKeyReport;
import ai.nomyo.report.SecurityReport;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to the log, as key-value pairs, the usual ones at debug level. */
final class EventLog implements CallListener {

  private static final Logger LOG = LoggerFactory.getLogger("ai.nomyo.calls");

  private static final String PAYLOAD_ID = "payload_id";
  private static final String ATTEMPT = "attempt";
  private static final String OUTCOME = "outcome";
  private static final String MILLIS = "ms";

  @Override
  public void attemptStarted(String payloadId, int number) {
    LOG.atDebug()
        .addKeyValue(PAYLOAD_ID, payloadId)
        .addKeyValue(ATTEMPT, number)
        .log("attempt started");
  }

  @Override
  public void attemptFailed(String payloadId, Attempt failed) {
    LOG.atDebug()
        .addKeyValue(PAYLOAD_ID, payloadId)
        .addKeyValue(ATTEMPT, failed.number())
        .addKeyValue(OUTCOME, failed.outcome())
        .addKeyValue("maybe_sent", failed.maybeSent())
        .addKeyValue(MILLIS, failed.total().toMillis())
        .log("attempt failed");
  }

  @Override
  public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
    LOG.atInfo()
        .addKeyValue(PAYLOAD_ID, payloadId)
        .addKeyValue(ATTEMPT, failed.number() + 1)
        .addKeyValue("after", failed.outcome())
        .addKeyValue("delay_ms", delay.toMillis())
        .log("retry follows");
  }

  @Override
  public void callAnswered(SecurityReport report) {
    LOG.atDebug()
        .addKeyValue(PAYLOAD_ID, report.payloadId().orElse(""))
        .addKeyValue("attempts", report.attempts().size())
        .addKeyValue("findings", report.findings().size())
        .addKeyValue(MILLIS, report.total().toMillis())
        .log("call answered");
  }

  @Override
  public void callFailed(String payloadId, String failure, List<Attempt> attempts) {
    LOG.atDebug()
        .addKeyValue(PAYLOAD_ID, payloadId)
        .addKeyValue(OUTCOME, failure)
        .addKeyValue("attempts", attempts.size())
        .log("call failed");
  }

  @Override
  public void routerKeyFetched(RouterKeyReport key) {
    LOG.atDebug()
        .addKeyValue("sha256", key.sha256())
        .addKeyValue("size_bits", key.sizeBits())
        .addKeyValue("trust", key.trust())
        .log("router key fetched");
  }

  @Override
  public void coolDownStarted(Duration duration) {
    LOG.atWarn()
        .addKeyValue("duration_s", duration.toSeconds())
        .log("cool-down started: the service blocked an API key, its calls are not sent");
  }
}
