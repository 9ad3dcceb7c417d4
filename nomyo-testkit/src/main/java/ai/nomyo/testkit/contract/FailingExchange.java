// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way in which an exchange may fail, and what a transport has to say of it: the kind of
 * failure, and whether the request may have been sent. Immutable, safe for use by many threads.
 */
public final class FailingExchange {

  private final String name;
  private final Kind kind;
  private final boolean maybeSent;
  private final Situation situation;

  FailingExchange(String name, Kind kind, boolean maybeSent, Situation situation) {
    this.name = name;
    this.kind = kind;
    this.maybeSent = maybeSent;
    this.situation = situation;
  }

  /** Every way, those before anything is sent first. */
  public static List<FailingExchange> all() {
    return Stream.of(
            FailuresOfConnecting.all(), FailuresOfHandshakes.all(), FailuresAfterSending.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The certificates, in PEM, that a transport must trust for these exchanges, and no others. */
  public static String authoritiesPem() {
    return ContractCertificates.authoritiesPem();
  }

  /**
   * Makes an exchange fail in this way. Returns when the server's end of each connection is closed.
   *
   * @param transport trusts {@link #authoritiesPem}; may be used for others before and after
   * @throws AssertionError if the transport says anything else of it
   */
  public void assertFailsOn(Transport transport) throws Exception {
    TransportException failure = situation.failureOn(transport);
    assertEquals(kind, failure.kind(), () -> name + ": " + failure.getMessage());
    assertEquals(
        maybeSent, failure.maybeSent(), () -> name + ", maybe sent: " + failure.getMessage());
  }

  /** What happens, in a few words. */
  @Override
  public String toString() {
    return name;
  }
}
