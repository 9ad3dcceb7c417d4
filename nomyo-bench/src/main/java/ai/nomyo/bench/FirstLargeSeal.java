// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.core.port.CipherException;

/** The first sealing of 9 MB in a process. */
public final class FirstLargeSeal {

  private FirstLargeSeal() {}

  /** How long it takes on a backend, in locked memory. */
  public static long nanos(String backend) throws CipherException {
    Workload work = new Workload();
    work.backend = backend;
    work.payloadBytes = 9_000_000;
    work.prepareToSeal();
    try {
      long start = System.nanoTime();
      new Seal().seal(work);
      return System.nanoTime() - start;
    } finally {
      work.finish();
    }
  }
}
