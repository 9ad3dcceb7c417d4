// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a program and its operators get to see while this is open: all that is logged, at every
 * level and by everybody, a flight recording of every event there is, and what the test adds.
 */
final class Evidence implements AutoCloseable {

  private static final int LONGEST_SHOWN = 10_000;

  private final Logger root = Logger.getLogger("");
  private final Level usualLevel = root.getLevel();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final Recording recording = new Recording();
  private final Path file;
  private final Handler[] usualHandlers = root.getHandlers();

  private final Handler log =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
          seen.add(formatter.format(logged) + Arrays.toString(logged.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /**
   * @param directory where the flight recording is written
   */
  Evidence(Path directory) {
    this.file = directory.resolve("evidence.jfr");
    Arrays.stream(usualHandlers).forEach(root::removeHandler);
    log.setLevel(Level.ALL);
    root.addHandler(log);
    root.setLevel(Level.ALL);
    for (EventType event : FlightRecorder.getFlightRecorder().getEventTypes()) {
      recording.enable(event.getName()).withoutThreshold().withoutStackTrace();
    }
    recording.start();
  }

  void add(Object shown) {
    seen.add(String.valueOf(shown));
  }

  /** With everything that a log would print of it. */
  void add(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    seen.add(failure + "\n" + trace);
  }

  /** The names of those secrets that can be found; ends the recording. */
  Set<String> search(Map<String, String> secrets) throws Exception {
    recording.stop();
    recording.dump(file);
    seen.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    RecordingFile.readAllEvents(file).forEach(event -> seen.add(event.toString()));
    return secrets.entrySet().stream()
        .filter(secret -> !containing(secret.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those texts that contain this. */
  List<String> containing(String part) {
    return seen.stream().filter(text -> text.contains(part)).toList();
  }

  /** Those texts that show one of these secrets, the recording as a whole left out. */
  String of(Map<String, String> secrets) {
    return secrets.values().stream()
        .flatMap(secret -> containing(secret).stream())
        .filter(text -> text.length() < LONGEST_SHOWN)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    recording.close();
    root.removeHandler(log);
    Arrays.stream(usualHandlers).forEach(root::addHandler);
    root.setLevel(usualLevel);
  }
}
