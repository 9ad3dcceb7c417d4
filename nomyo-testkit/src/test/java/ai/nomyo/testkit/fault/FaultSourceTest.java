// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultSourceTest {

  private static final Fault FIRST = Fault.reset(After.request());
  private static final Fault SECOND = Fault.closed(After.request());

  private final FaultSource source = new FaultSource();

  private static List<Fault> thousand(long seed) {
    FaultSource source = new FaultSource();
    source.share(0.1, seed, List.of(FIRST, SECOND));
    return Stream.generate(source::next).limit(1_000).toList();
  }

  private static long count(Fault fault, List<Fault> in) {
    return in.stream().filter(each -> each == fault).count();
  }

  @Test
  void withoutFaults_givesNone() {
    assertSame(Fault.none(), source.next());
    assertEquals(1, source.takers());
  }

  @Test
  void line_isInOrder_andGoesBeforeTheShare() {
    source.share(1, 0, List.of(FIRST));
    source.add(SECOND);
    source.add(Fault.none());

    assertSame(SECOND, source.next());
    assertSame(Fault.none(), source.next());
    assertSame(FIRST, source.next());
    assertSame(FIRST, source.next());
  }

  @Test
  void share_isTheSameForTheSameSeed() {
    assertEquals(thousand(7), thousand(7));
    assertNotEquals(thousand(7), thousand(8));
  }

  @Test
  void share_isAboutWhatWasAskedFor_ofEveryFault() {
    List<Fault> faults = thousand(7);

    assertTrue(Math.abs(count(FIRST, faults) - 50) < 20, () -> "" + count(FIRST, faults));
    assertTrue(Math.abs(count(SECOND, faults) - 50) < 20, () -> "" + count(SECOND, faults));
  }

  @Test
  void cleared_givesNone() {
    source.share(1, 0, List.of(FIRST));
    source.add(SECOND);
    source.next();

    source.clear();

    assertEquals(0, source.takers());
    assertSame(Fault.none(), source.next());
  }
}
