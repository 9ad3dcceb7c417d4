// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import org.jspecify.annotations.Nullable;

/** Decides whether the router's key may be sealed for. Safe for use by many threads. */
public interface ServerKeyTrust {

  /**
   * Judges a key before anything is sealed for it.
   *
   * @param sha256 of its SPKI: 64 hexadecimal digits in lower case
   * @param payloadId the call it is for, when there is one
   * @return why it may be, for reports
   * @throws SecurityViolationException if it may not
   * @throws KeyFileException if that cannot be found out, as what is known cannot be read or kept
   */
  String judge(String sha256, @Nullable String payloadId);

  /**
   * As {@link #judge}, of a key that did not come from the router but from the caller: nothing is
   * recorded of it.
   */
  String judgeUnrecorded(String sha256);
}
