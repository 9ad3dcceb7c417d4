// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

/** A text of the model's that has not its form. The message names the place and quotes nothing. */
final class UnfitTextException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param path of the component, empty for the whole
   * @param problem what was expected there
   */
  UnfitTextException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
  }

  /** Where it is wrong, and what was expected. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
