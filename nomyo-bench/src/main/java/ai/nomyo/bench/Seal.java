// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.wire.SegmentedBytes;
import org.openjdk.jmh.annotations.Benchmark;

/** From a request's JSON values to the finished package. */
public class Seal extends Settings {

  /** One package. */
  @Benchmark
  public SegmentedBytes seal(Workload work) throws CipherException {
    return work.sealer().seal(work.message(), work.recipient());
  }
}
