// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.MalformedPackageException;
import ai.nomyo.core.wire.UntrustedPackageException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.report.SecurityReport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;

/** From an answer's body to the parsed response. */
public class Open extends Settings {

  /** Is added to each answer; the one of a client would be made anew. */
  private static final SecurityReport REPORT =
      new SecurityReport(
          Optional.empty(),
          "",
          Optional.empty(),
          new BackendReport("", "", "", "", Map.of(), "", ""),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Duration.ZERO,
          new MemoryProtection("", 0, 0, 0, 0, List.of(), List.of()),
          List.of());

  /** One answer. */
  @Benchmark
  public ChatResponse open(Workload work)
      throws MalformedPackageException, UntrustedPackageException, CipherException {
    return work.opener()
        .open(ByteBuffer.wrap(work.sealedAnswer()), work.key(), AnswerExpectation.none())
        .answer()
        .apply(REPORT);
  }
}
