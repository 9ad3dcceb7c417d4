package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.SecretBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of a secret for providers, which take arrays only. All of them are erased on {@link
 * #close}, those that a provider kept as well. One thread at a time.
 */
final class LentArrays implements AutoCloseable {

  private final SecretBytes secret;
  private final List<byte[]> lent = new ArrayList<>();

  LentArrays(SecretBytes secret) {
    this.secret = secret;
  }

  byte[] next() {
    byte[] copy = new byte[secret.size()];
    secret.lend().get(copy);
    lent.add(copy);
    return copy;
  }

  @Override
  public void close() {
    lent.forEach(copy -> Arrays.fill(copy, (byte) 0));
    lent.clear();
  }
}
