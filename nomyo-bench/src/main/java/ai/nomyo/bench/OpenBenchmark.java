package ai.nomyo.bench;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.MalformedPackageException;
import ai.nomyo.core.wire.UntrustedPackageException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From an answer's body to the parsed response. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OpenBenchmark {

  /** One answer. */
  @Benchmark
  public ChatResponse open(Workload work)
      throws MalformedPackageException, UntrustedPackageException, CipherException {
    return work.opener
        .open(ByteBuffer.wrap(work.sealed), work.key, AnswerExpectation.none())
        .answer()
        .apply(Workload.REPORT);
  }
}
