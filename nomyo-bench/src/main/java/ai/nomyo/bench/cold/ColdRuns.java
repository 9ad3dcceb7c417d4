// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import ai.nomyo.bench.TestPair;
import ai.nomyo.bench.result.Measurement;
import ai.nomyo.bench.result.Spread;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs the processes, against a router in this one. */
public final class ColdRuns implements AutoCloseable {

  /** What a process does. */
  public enum Kind {
    /** JVM, fresh key, one request, exit. */
    FRESH_KEY("coldFreshKey", OneRequest.class, false, false),
    /** The same with a stored key without a password. */
    STORED_KEY("coldStoredKey", OneRequest.class, true, false),
    /** The same again, started with {@link QuickStart}. */
    QUICK_START("coldQuickStart", OneRequest.class, true, true),
    /** JVM, a key made by the provider alone, exit. */
    BARE_KEY("coldBareKey", BareKey.class, false, false),
    /** The first sealing of 9 MB, by the process's own clock. */
    FIRST_SEAL("coldFirstSeal", FirstSeal.class, true, false);

    private final String measured;
    private final Class<?> main;
    private final boolean storedKey;
    private final boolean quickStart;

    Kind(String measured, Class<?> main, boolean storedKey, boolean quickStart) {
      this.measured = measured;
      this.main = main;
      this.storedKey = storedKey;
      this.quickStart = quickStart;
    }

    /** The name of its figure. */
    public String measured() {
      return measured;
    }
  }

  private static final String ARCHIVE = "archive";

  private final FakeRouter router = FakeRouter.builder().remember(0).start();
  private final Path keys;

  /** Starts the router and stores a key for the processes. */
  public ColdRuns() throws IOException {
    keys = Files.createTempDirectory("nomyo-bench");
    TestPair pair = TestPair.read();
    write("private_key.pem", pair.privatePem());
    write("public_key.pem", pair.publicPem());
  }

  private void write(String name, String pem) throws IOException {
    Path file = keys.resolve(name);
    Files.writeString(file, pem);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /**
   * Runs as many processes of a kind, after one that brings files into memory and is not counted.
   *
   * @return the times in milliseconds, and the peaks of memory where the system tells them
   */
  public List<Measurement> run(Kind kind, String backend, int times)
      throws IOException, InterruptedException {
    List<String> arguments = arguments(kind, backend);
    Path archive = keys.resolve(ARCHIVE);
    ColdProcess.run(
        kind.quickStart ? QuickStart.recording(archive) : List.of(), kind.main, arguments);
    List<String> options = kind.quickStart ? QuickStart.with(archive) : List.of();
    List<ColdProcess> processes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      processes.add(ColdProcess.run(options, kind.main, arguments));
    }
    List<Measurement> measured = new ArrayList<>();
    measured.add(figure(kind.measured, backend, "ms", processes, ColdRuns::milliseconds));
    if (PeakMemory.isKnown()) {
      measured.add(
          figure(
              kind.measured + ":peak",
              backend,
              "B",
              processes,
              process -> process.peakBytes().orElseThrow()));
    }
    return measured;
  }

  private List<String> arguments(Kind kind, String backend) {
    if (kind == Kind.BARE_KEY) {
      return List.of(backend);
    }
    String url = router.baseUrl().toString();
    return kind.storedKey ? List.of(url, backend, keys.toString()) : List.of(url, backend);
  }

  private static double milliseconds(ColdProcess process) {
    return process.ownNanos().orElse(process.wallNanos()) / 1e6;
  }

  private static Measurement figure(
      String name,
      String backend,
      String unit,
      List<ColdProcess> processes,
      ToDoubleFunction<ColdProcess> value) {
    return new Measurement(
        name,
        Map.of("backend", backend),
        unit,
        Spread.of(processes.stream().mapToDouble(value).toArray()));
  }

  @Override
  public void close() throws IOException {
    router.close();
    for (String name : List.of("private_key.pem", "public_key.pem", ARCHIVE)) {
      Files.deleteIfExists(keys.resolve(name));
    }
    Files.deleteIfExists(keys);
  }
}
