// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import org.jspecify.annotations.Nullable;

/** Something could not be measured. */
final class StepException extends Exception {

  private static final long serialVersionUID = 1L;

  StepException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
