// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.config.Timeouts;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say how long a client waits for the router. */
final class TimeOptions {

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "How long to wait for a connection, such as 500ms, 2s, 1m or plain seconds (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration connect;

  @Option(
      names = "--attempt-timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description =
          "How long to wait for one exchange to be over, connecting included (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration attempt;

  Timeouts timeouts() {
    return new Timeouts(connect, attempt);
  }
}
