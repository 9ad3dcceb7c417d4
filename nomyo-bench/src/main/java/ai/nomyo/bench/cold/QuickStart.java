// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Options of a JVM that is to answer soon and not for long: classes come parsed and linked from an
 * archive that a process before made, and the compiler that takes its time is left out.
 */
public final class QuickStart {

  /** JEP 514: caches of what a run loaded and profiled, made in one step. */
  private static final int AHEAD_OF_TIME = 25;

  private static final List<String> QUIET =
      List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:TieredStopAtLevel=1");

  private QuickStart() {}

  /** Whether an archive can be made: JDK 17 crashes over ACCP's classes while it writes one. */
  public static boolean isPossible(String backend) {
    return isAheadOfTime() || !backend.equals("accp");
  }

  /** Of the process that makes the archive. */
  static List<String> recording(Path archive) {
    return options(isAheadOfTime() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=", archive);
  }

  /** Of those after it. */
  static List<String> with(Path archive) {
    return options(isAheadOfTime() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=", archive);
  }

  private static List<String> options(String option, Path archive) {
    return Stream.concat(Stream.of(option + archive), QUIET.stream()).toList();
  }

  private static boolean isAheadOfTime() {
    return Runtime.version().feature() >= AHEAD_OF_TIME;
  }
}
