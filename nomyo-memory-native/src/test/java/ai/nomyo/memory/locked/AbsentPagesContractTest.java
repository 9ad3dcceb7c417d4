// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.contract.SecretMemoryContract;

final class AbsentPagesContractTest extends SecretMemoryContract {

  @Override
  protected SecretMemory emptyMemory() {
    return new LockedMemory(() -> new AbsentPages("absent"), LockedMemory.MOST_IDLE_BYTES);
  }
}
