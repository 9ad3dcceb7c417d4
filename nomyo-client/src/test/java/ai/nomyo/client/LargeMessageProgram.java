// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Makes a cipher on the JDK, waits for what it has compiled, seals and opens a large message, and
 * says which methods of SunJCE were compiled in full, which of those did not last, and which that
 * lead to them were called often enough to be compiled at all.
 */
public final class LargeMessageProgram {

  private static final int FULL = 4;
  private static final List<String> PARTS = List.of("GHASH", "GCTR", "CounterMode");
  private static final List<String> WAYS =
      List.of("GaloisCounterMode$GCMEncrypt", "GaloisCounterMode$GCMDecrypt");

  private LargeMessageProgram() {}

  /**
   * @param arguments a directory to write to
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0], "compiled.jfr");
    Instant large;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.Compilation").withThreshold(Duration.ZERO);
      recording.enable("jdk.Deoptimization");
      recording.start();
      HybridCipher cipher = Backends.named("jdk").cipher();
      OpeningKey key = cipher.keys().generate(2048);
      awaitCompilation();
      large = Instant.now();
      open(cipher, key, seal(cipher, key));
      recording.dump(file);
    }
    SortedSet<String> compiled = new TreeSet<>();
    SortedSet<String> undone = new TreeSet<>();
    SortedSet<String> ways = new TreeSet<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (isOf(WAYS, event)) {
        ways.add(name(event));
      } else if (isOf(PARTS, event)) {
        if (event.getEventType().getName().equals("jdk.Deoptimization")) {
          if (event.getStartTime().isAfter(large)) {
            undone.add(name(event));
          }
        } else if (event.getInt("compileLevel") == FULL) {
          compiled.add(name(event));
        }
      }
    }
    Files.delete(file);
    System.out.println("compiled " + compiled);
    System.out.println("undone " + undone);
    System.out.println("ways " + ways);
  }

  private static void awaitCompilation() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("nomyo-early-compilation")) {
        thread.join();
      }
    }
  }

  private static SealedMessage seal(HybridCipher cipher, OpeningKey key) throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(
            sink -> sink.write(new byte[9_000_001]),
            ciphertext,
            cipher.keys().readPublic(key.spki()),
            SecretMemory.onHeap());
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }

  private static void open(HybridCipher cipher, OpeningKey key, SealedMessage sealed)
      throws Exception {
    try (SecretBytes plaintext = cipher.open(sealed, key, SecretMemory.onHeap())) {
      System.out.println("opened " + plaintext.size());
    }
  }

  private static boolean isOf(List<String> types, RecordedEvent event) {
    return event.getValue("method") instanceof RecordedMethod method
        && types.contains(type(method));
  }

  private static String name(RecordedEvent event) {
    RecordedMethod method = event.getValue("method");
    return type(method) + "." + method.getName();
  }

  private static String type(RecordedMethod method) {
    return method.getType().getName().replaceAll(".*\\.", "");
  }
}
