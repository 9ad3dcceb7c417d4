// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import ai.nomyo.error.KeyFileException;
import java.nio.file.Path;

/** Opens a token and says why that is not possible. */
final class OpeningProgram {

  private OpeningProgram() {}

  public static void main(String[] arguments) {
    try {
      Pkcs11KeyStore.on(Path.of(arguments[0])).keyLabel("chat").open(new char[0]);
    } catch (KeyFileException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
