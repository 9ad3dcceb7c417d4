// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of a secret for those who take arrays only. All of them are erased on {@link #close},
 * those that somebody kept as well; the secret is left as it was. One thread at a time.
 */
public final class LentArrays implements AutoCloseable {

  private final SecretBytes secret;
  private final List<byte[]> lent = new ArrayList<>();

  /**
   * No copy yet.
   *
   * @param secret the caller closes it
   */
  public LentArrays(SecretBytes secret) {
    this.secret = secret;
  }

  /**
   * Another copy.
   *
   * @throws IllegalStateException if the secret was erased
   */
  public byte[] next() {
    byte[] copy = new byte[secret.size()];
    secret.lend().get(copy);
    lent.add(copy);
    return copy;
  }

  /** Overwrites every copy with zeros. Idempotent. */
  @Override
  public void close() {
    lent.forEach(copy -> Arrays.fill(copy, (byte) 0));
  }
}
