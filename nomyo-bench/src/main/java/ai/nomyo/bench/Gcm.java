// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A provider's AES-256-GCM alone; what is encrypted does not matter to it, only its size. */
@State(Scope.Thread)
public class Gcm extends Settings {

  private static final int SMALL_BYTES = 24;
  private static final int LARGE_BYTES = 104_000;
  private static final int SMALL_CALLS = 100;
  private static final long COMPILING_NANOS = 5_000_000_000L;

  /** The backend's name. */
  @Param({"jdk", "conscrypt", "accp", "bc"})
  public String backend = "jdk";

  /** Bytes of the text; the JSON around it is some dozens more. */
  @Param({"1000", "10000", "100000", "1000000", "9000000"})
  public int payloadBytes = 1000;

  private Yardstick cipher;

  /** Makes the buffers. */
  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    if (backend.equals("jdk")) {
      compile();
    }
    cipher = Yardstick.of(backend, Chat.utf8(new Chat("ascii", payloadBytes).request().json()));
  }

  /**
   * By the very calls that are measured. The JDK's AES-GCM is fast when C2 has compiled it, which
   * takes thousands of calls, and stays so if all its paths were taken by then: large buffers alone
   * make few calls, small ones take few paths.
   */
  private void compile() throws GeneralSecurityException {
    Yardstick small = Yardstick.of(backend, new byte[SMALL_BYTES]);
    Yardstick large = Yardstick.of(backend, new byte[LARGE_BYTES]);
    long end = System.nanoTime() + COMPILING_NANOS;
    while (System.nanoTime() < end) {
      for (int i = 0; i < SMALL_CALLS; i++) {
        small.encrypt();
        small.decrypt();
      }
      large.encrypt();
      large.decrypt();
    }
  }

  /** Over plaintext. */
  @Benchmark
  public Object encrypt() throws GeneralSecurityException {
    return cipher.encrypt();
  }

  /** Over ciphertext. */
  @Benchmark
  public Object decrypt() throws GeneralSecurityException {
    return cipher.decrypt();
  }
}
