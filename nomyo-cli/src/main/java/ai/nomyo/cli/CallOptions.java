// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.config.RetrySettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say how long a call may take, and how often it is attempted. */
final class CallOptions {

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5m",
      description =
          "How long a call may take in all, with retries and the making of a first key, such as"
              + " 500ms, 2s, 1m or plain seconds (default: ${DEFAULT-VALUE}).")
  private Duration deadline;

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many attempts may follow one that failed for a reason that passes: 0 to 10 (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxRetries;

  void configure(ClientBuilder builder) {
    builder.deadline(deadline).retries(RetrySettings.builder().maxRetries(maxRetries).build());
  }
}
