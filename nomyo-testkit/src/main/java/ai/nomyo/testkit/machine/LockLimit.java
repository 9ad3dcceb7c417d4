// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.util.ArrayList;
import java.util.List;

/** Commands that run the rest of their line where little memory may be locked. */
public final class LockLimit {

  private LockLimit() {}

  /** Skips the test where the tools are absent that set such a limit. */
  public static List<String> ofBytes(int limitBytes) {
    List<String> command = new ArrayList<>();
    if (Kernel.mayLockWithoutLimit()) {
      Commands.assumeInstalled("setpriv");
      // The limit binds those only who lack the capability.
      command.addAll(List.of("setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock"));
    }
    Commands.assumeInstalled("prlimit");
    command.addAll(List.of("prlimit", "--memlock=" + limitBytes));
    return command;
  }
}
