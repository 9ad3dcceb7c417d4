// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import ai.nomyo.error.InvalidInputException;
import java.nio.file.Path;

/**
 * Where a token is.
 *
 * @param library the PKCS#11 library, absolute
 * @param slot as the JDK's configuration has it: {@code slot = 4711} or {@code slotListIndex = 0}
 */
record TokenSlot(Path library, String slot) {

  /** Checks that the JDK's configuration can carry the path. */
  TokenSlot {
    String path = library.toString();
    if (path.contains("${") || path.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException(
          "PKCS#11 library", "a path with ${ or a control character", "any other path");
    }
  }

  /**
   * The configuration of the JDK's provider, in the form that is no file's name. Keys that are made
   * may decrypt, sign their certificate and nothing else, and cannot be read out.
   */
  String configuration() {
    return """
        --name = nomyo
        library = "%s"
        %s
        attributes(generate, CKO_PRIVATE_KEY, CKK_RSA) = {
          CKA_PRIVATE = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_DECRYPT = true
          CKA_SIGN = true
          CKA_UNWRAP = false
        }
        """
        .formatted(library.toString().replace("\\", "\\\\").replace("\"", "\\\""), slot);
  }

  /** For messages. */
  @Override
  public String toString() {
    return "PKCS#11 token at " + slot + " of " + library;
  }
}
