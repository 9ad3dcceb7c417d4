// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import java.io.IOException;

/** Stops what is being done to files before its n-th change, once. */
final class StoppingDisk {

  /** As if the process had been killed: nobody tidies up. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private int left;

  private StoppingDisk(int left) {
    this.left = left;
  }

  static Disk killedAt(int step) {
    StoppingDisk counter = new StoppingDisk(step);
    return new Disk(
        () -> {
          if (counter.left-- == 0) {
            throw new Killed();
          }
        });
  }

  static Disk failingAt(int step) {
    StoppingDisk counter = new StoppingDisk(step);
    return new Disk(
        () -> {
          if (counter.left-- == 0) {
            throw new IOException("the disk is full");
          }
        });
  }
}
