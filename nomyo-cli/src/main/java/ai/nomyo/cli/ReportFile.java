// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.report.SecurityReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of security reports, one JSON object a line; nothing where none was named. */
final class ReportFile implements AutoCloseable {

  private final Writer out;

  private ReportFile(Writer out) {
    this.out = out;
  }

  /**
   * Opens the file before anything is sent.
   *
   * @throws InvalidInputException if it has content already, which is not overwritten, or cannot be
   *     written
   */
  static ReportFile at(@Nullable Path file) {
    if (file == null) {
      return new ReportFile(Writer.nullWriter());
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) > 0) {
        throw new InvalidInputException("--report", "a file with content", "a new or empty file");
      }
      return new ReportFile(
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException refused) {
      throw new InvalidInputException("--report", "a file that cannot be written", "a new file");
    }
  }

  void add(ChatResponse response) throws IOException {
    add(response.securityReport().orElseThrow().asMap());
  }

  /** A failed call has no answer to report on, but attempts. */
  void add(NomyoException failure) throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("payload_id", failure.payloadId().orElse(null));
    report.put("failure", failure.getClass().getSimpleName());
    report.put("retryable", failure.retryable());
    report.put("maybe_sent", failure.maybeSent());
    report.put("attempts", failure.attempts().stream().map(SecurityReport::map).toList());
    add(report);
  }

  private void add(Map<String, Object> report) throws IOException {
    out.write(Nomyo.json().write(JsonObject.of(report)) + "\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
