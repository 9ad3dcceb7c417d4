// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KnownServers;
import ai.nomyo.testkit.contract.KnownServersContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class KnownServersFileContractTest extends KnownServersContract {

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private final Map<KnownServers, Path> files = new HashMap<>();

  @Override
  protected KnownServers empty() throws IOException {
    return opened(Files.createTempDirectory(root, "a").resolve("new").resolve("known"));
  }

  @Override
  protected KnownServers reopened(KnownServers servers) {
    return opened(files.get(servers));
  }

  private KnownServers opened(Path file) {
    KnownServers servers = KnownServersFile.at(file);
    files.put(servers, file);
    return servers;
  }
}
