// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.threads;

import java.time.Duration;

/** Runs work later, one piece after the other, on a thread that keeps no JVM alive. */
public interface Background extends AutoCloseable {

  /** Runs the work after a delay; zero is as soon as what was asked for before is done. */
  void after(Duration delay, Runnable work);

  /** Lets what runs come to its end, without waiting for it, and drops everything else. */
  @Override
  void close();
}
