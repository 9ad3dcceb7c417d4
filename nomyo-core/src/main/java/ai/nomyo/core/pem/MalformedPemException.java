// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pem;

/** A text is not one PEM block. Nothing of it is quoted. */
public final class MalformedPemException extends Exception {

  MalformedPemException(String problem) {
    super(problem);
  }
}
