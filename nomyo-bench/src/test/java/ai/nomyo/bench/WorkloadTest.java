package ai.nomyo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc"})
  void benchmarks_sealAndOpenTheMessageTheyClaim(String backend) throws Exception {
    Workload work = new Workload();
    work.backend = backend;
    work.textChars = 1000;
    work.prepare();
    try {
      assertTrue(new SealBenchmark().seal(work).sizeBytes() > 1000 * 4 / 3);
      assertEquals(
          work.message.get("messages"), new OpenBenchmark().open(work).json().get("messages"));
    } finally {
      work.finish();
    }
  }
}
