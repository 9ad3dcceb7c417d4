// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStore;
import ai.nomyo.testkit.contract.KeyStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class PemDirectoryKeyStoreContractTest extends KeyStoreContract {

  @TempDir Path directory;

  @Override
  protected KeyStore emptyStore() throws IOException {
    return PemDirectoryKeyStore.in(Files.createTempDirectory(directory, "keys").resolve("new"));
  }

  @Override
  protected KeyStore reopened(KeyStore store) {
    return PemDirectoryKeyStore.in(Path.of(store.location()));
  }
}
