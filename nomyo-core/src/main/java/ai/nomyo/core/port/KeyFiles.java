// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the key store of files that a caller names. Touches no file by itself. */
@FunctionalInterface
public interface KeyFiles {

  /**
   * The store that consists of these files.
   *
   * @param publicKey null when that half is not kept
   */
  KeyStore at(Path privateKey, @Nullable Path publicKey);
}
