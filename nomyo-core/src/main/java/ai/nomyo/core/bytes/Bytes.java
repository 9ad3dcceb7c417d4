// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable sequence of bytes that are no secret: a nonce, a tag, a wrapped or public key. */
public final class Bytes {

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The same bytes; the array stays the caller's. */
  public static Bytes copyOf(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** The same bytes in an array of the caller's own. */
  public byte[] toArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Shows the size only. */
  @Override
  public String toString() {
    return "Bytes[" + bytes.length + " bytes]";
  }
}
