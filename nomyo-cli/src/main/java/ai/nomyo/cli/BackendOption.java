// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backend;
import ai.nomyo.client.Backends;
import ai.nomyo.core.keys.KeyAdministration;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.memory.locked.LockedMemory;
import picocli.CommandLine.Option;

/** {@code --backend}. */
final class BackendOption {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = Backends.DEFAULT,
      description =
          "Crypto backend: accp, conscrypt, jdk, bc, bcfips or auto (default: ${DEFAULT-VALUE}).")
  private String name;

  String name() {
    return name;
  }

  HybridCipher cipher() {
    return Backends.named(name).cipher();
  }

  KeyAdministration keyAdministration() {
    Backend chosen = Backends.named(name);
    return new KeyAdministration(
        chosen.cipher().keys(), chosen.keyProtection(), LockedMemory.create());
  }

  /** Another one than the client's, so that a mistake of one cannot cancel out. */
  HybridCipher otherCipher() {
    return Backends.named(name.startsWith("bc") ? Backends.DEFAULT : "bc").cipher();
  }
}
