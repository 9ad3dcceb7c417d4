// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.client.Backends;
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
    // Has the JVM compile the JDK's AES-GCM, for which calls with large buffers alone take minutes.
    Backends.named(backend).cipher();
    cipher = Yardstick.of(backend, Chat.utf8(new Chat("ascii", payloadBytes).request().json()));
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
