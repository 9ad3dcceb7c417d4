// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A file with the memory of a process, or a part of it, in which secrets are looked for. */
final class MemoryImage {

  private static final int PIECE_BYTES = 8 * 1024 * 1024;

  /** What no form of a secret is longer than; two pieces share all but one of as many bytes. */
  private static final int LONGEST_BYTES = 64;

  private final Path file;

  MemoryImage(Path file) {
    this.file = file;
  }

  /** How often each secret is in it, in any of its forms. */
  Map<String, Integer> count(Map<String, List<byte[]>> secrets) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    secrets.keySet().forEach(name -> counts.put(name, 0));
    Needles needles = new Needles(secrets);
    byte[] piece = new byte[PIECE_BYTES];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(piece, 0, PIECE_BYTES);
          read > 0;
          read = in.readNBytes(piece, kept, PIECE_BYTES - kept)) {
        int end = kept + read;
        needles.find(piece, end, name -> counts.merge(name, 1, Integer::sum));
        kept = Math.min(LONGEST_BYTES - 1, end);
        System.arraycopy(piece, end - kept, piece, 0, kept);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return counts;
  }

  /** All that is looked for, by its first two bytes, so that one pass finds it. */
  private static final class Needles {

    private record Needle(String secret, byte[] bytes) {}

    private final boolean[] beginnings = new boolean[1 << Character.SIZE];
    private final List<List<Needle>> byBeginning =
        new ArrayList<>(Collections.nCopies(1 << Character.SIZE, List.of()));

    Needles(Map<String, List<byte[]>> secrets) {
      secrets.forEach((name, forms) -> forms.forEach(form -> add(new Needle(name, form))));
    }

    private void add(Needle needle) {
      if (needle.bytes().length < 16 || needle.bytes().length > LONGEST_BYTES) {
        throw new IllegalArgumentException(needle.bytes().length + " bytes");
      }
      int beginning = beginning(needle.bytes(), 0);
      List<Needle> all = new ArrayList<>(byBeginning.get(beginning));
      all.add(needle);
      byBeginning.set(beginning, all);
      beginnings[beginning] = true;
    }

    private static int beginning(byte[] bytes, int at) {
      return (bytes[at] & 0xff) << Byte.SIZE | bytes[at + 1] & 0xff;
    }

    void find(byte[] piece, int end, Consumer<String> found) {
      for (int at = 0; at < end - 1; at++) {
        if (beginnings[beginning(piece, at)]) {
          findAt(at, piece, end, found);
        }
      }
    }

    private void findAt(int at, byte[] piece, int end, Consumer<String> found) {
      for (Needle needle : byBeginning.get(beginning(piece, at))) {
        int needleEnd = at + needle.bytes().length;
        if (needleEnd <= end
            && Arrays.equals(piece, at, needleEnd, needle.bytes(), 0, needle.bytes().length)) {
          found.accept(needle.secret());
        }
      }
    }
  }
}
