// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class BytesTest {

  private final Bytes bytes = Bytes.copyOf(new byte[] {1, 2, 3});

  @Test
  void sameBytes_areEqual_othersAreNot() {
    Bytes same = Bytes.copyOf(new byte[] {1, 2, 3});
    assertEquals(bytes, same);
    assertEquals(bytes.hashCode(), same.hashCode());
    assertNotEquals(bytes, Bytes.copyOf(new byte[] {1, 2, 4}));
    assertNotEquals(bytes, Bytes.copyOf(new byte[] {1, 2}));
    assertNotEquals(bytes.hashCode(), Bytes.copyOf(new byte[] {3, 2, 1}).hashCode());
    assertEquals(3, bytes.size());
  }

  @Test
  void arrays_areCopiedOnTheWayInAndOut() {
    byte[] given = {1, 2, 3};
    Bytes copy = Bytes.copyOf(given);
    given[0] = 9;
    copy.toArray()[1] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, copy.toArray());
  }
}
