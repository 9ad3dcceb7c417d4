// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A provider's RSA-OAEP with a key of 4096 bits alone. */
@State(Scope.Thread)
public class Rsa extends Settings {

  /** The backend's name. */
  @Param({"jdk", "conscrypt", "accp", "bc"})
  public String backend = "jdk";

  private Yardstick cipher;

  /** Reads the key. */
  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    cipher = Yardstick.of(backend, new byte[1]);
  }

  /** An AES key for the public half. */
  @Benchmark
  public byte[] wrap() throws GeneralSecurityException {
    return cipher.wrap();
  }

  /** An AES key with the private half. */
  @Benchmark
  public byte[] unwrap() throws GeneralSecurityException {
    return cipher.unwrap();
  }
}
