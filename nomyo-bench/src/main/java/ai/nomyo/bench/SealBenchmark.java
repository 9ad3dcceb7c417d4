package ai.nomyo.bench;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.wire.SegmentedBytes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From a request's JSON values to the finished package. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SealBenchmark {

  /** One package. */
  @Benchmark
  public SegmentedBytes seal(Workload work) throws CipherException {
    return work.sealer.seal(work.message, work.recipient);
  }
}
