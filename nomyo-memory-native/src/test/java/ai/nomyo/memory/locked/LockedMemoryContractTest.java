// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.contract.SecretMemoryContract;

final class LockedMemoryContractTest extends SecretMemoryContract {

  @Override
  protected SecretMemory emptyMemory() {
    return LockedMemory.create();
  }
}
