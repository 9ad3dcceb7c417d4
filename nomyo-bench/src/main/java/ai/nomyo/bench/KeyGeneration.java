// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.client.Backends;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Making an RSA key of 4096 bits, each time another search for primes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KeyGeneration extends Settings {

  /** The backend's name. */
  @Param({"jdk", "conscrypt", "accp", "bc"})
  public String backend = "jdk";

  private HybridCipher cipher;

  /** Proves the backend. */
  @Setup(Level.Trial)
  public void prepare() {
    cipher = Backends.named(backend).cipher();
  }

  /** One key, erased at once. */
  @Benchmark
  public int generateKey() throws CipherException {
    try (OpeningKey key = cipher.keys().generate(4096)) {
      return key.sizeBits();
    }
  }
}
