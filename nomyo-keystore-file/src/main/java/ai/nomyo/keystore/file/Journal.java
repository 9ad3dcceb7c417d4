// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is being done to a pair: the content of its lock file. Empty when nothing is. One line says
 * what was begun; a second one, {@code ready}, that all that is new is on disk. Used by the holder
 * of the lock only.
 */
final class Journal {

  private static final String HEAD = "nomyo-key-pair 1 ";
  private static final String READY = "ready\n";
  private static final Pattern CONTENT =
      Pattern.compile(HEAD + "([0-9a-f-]{36}) ([0-9TZ-]+) (\\S+)\n(ready\n)?");
  private static final String NO_BACKUP = "-";
  private static final int MAX_BYTES = 32 * 1024;

  /**
   * A change.
   *
   * @param id part of the names of all files that it makes
   * @param stamp part of the names that the previous pair is kept under; empty when it is not
   * @param publicName {@link PairFiles#publicName()}
   * @param ready whether the new files are whole
   */
  record Entry(String id, Optional<String> stamp, String publicName, boolean ready) {

    static Entry fresh(Optional<String> stamp, String publicName) {
      return new Entry(UUID.randomUUID().toString(), stamp, publicName, false);
    }

    private String line() {
      return HEAD + id + " " + stamp.orElse(NO_BACKUP) + " " + publicName + "\n";
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final Disk disk;

  Journal(Path file, FileChannel channel, Disk disk) {
    this.file = file;
    this.channel = channel;
    this.disk = disk;
  }

  /** The journal must be clear. */
  void begin(Entry change) throws IOException {
    append(change.line());
    disk.sync(Disk.directoryOf(file));
  }

  void ready() throws IOException {
    append(READY);
  }

  private void append(String line) throws IOException {
    disk.write(channel, StandardCharsets.US_ASCII.encode(line), channel.size());
  }

  void clear() throws IOException {
    if (channel.size() > 0) {
      disk.truncate(channel);
    }
  }

  /**
   * The change that was not brought to its end.
   *
   * @throws KeyStorageException if somebody else wrote to the file
   */
  Optional<Entry> open() throws IOException, KeyStorageException {
    String text = text();
    Matcher content = CONTENT.matcher(text);
    if (content.lookingAt()) {
      Optional<String> stamp = Optional.of(content.group(2)).filter(s -> !s.equals(NO_BACKUP));
      boolean ready = content.group(4) != null;
      return Optional.of(new Entry(content.group(1), stamp, content.group(3), ready));
    }
    if (isCutLine(text)) {
      return Optional.empty();
    }
    throw new KeyStorageException(
        "The lock file " + file + " holds what this library never writes: move it away", null);
  }

  /** Whoever was stopped while writing the first line had changed nothing else yet. */
  private static boolean isCutLine(String text) {
    return HEAD.startsWith(text) || text.startsWith(HEAD) && !text.contains("\n");
  }

  private String text() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_BYTES);
    while (content.hasRemaining() && channel.read(content, content.position()) > 0) {}
    return StandardCharsets.US_ASCII.decode(content.flip()).toString();
  }
}
