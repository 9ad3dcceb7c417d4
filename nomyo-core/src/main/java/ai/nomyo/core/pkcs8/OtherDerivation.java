// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import java.util.OptionalLong;

/**
 * A key derivation that nobody here supports.
 *
 * @param label its name, or its object identifier
 */
public record OtherDerivation(String label) implements KeyDerivation {

  @Override
  public OptionalLong keyBytes() {
    return OptionalLong.empty();
  }
}
