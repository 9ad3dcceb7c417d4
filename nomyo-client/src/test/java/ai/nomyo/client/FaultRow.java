// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.client.FaultScene.Exchange;
import ai.nomyo.error.NomyoException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A row of the fault table: what goes wrong, and what a caller sees of it.
 *
 * @param where it goes wrong
 * @param when it does, as the exchange's request goes
 * @param what goes wrong
 * @param in which exchange
 * @param failure the class of the exception
 * @param scene lets it go wrong
 */
record FaultRow(
    String where,
    When when,
    String what,
    In in,
    Class<? extends NomyoException> failure,
    boolean retryable,
    Consumer<FaultScene> scene) {

  /** How much of the exchange's request was sent. */
  enum When {
    BEFORE("before sending"),
    WHILE("while sending"),
    AFTER("after sending");

    private final String text;

    When(String text) {
      this.text = text;
    }
  }

  /** The exchanges that it is so in. */
  enum In {
    KEY_FETCH("key fetch", List.of(Exchange.KEY_FETCH)),
    POST("POST", List.of(Exchange.POST)),
    BOTH("both", List.of(Exchange.KEY_FETCH, Exchange.POST));

    private final String text;
    private final List<Exchange> exchanges;

    In(String text, List<Exchange> exchanges) {
      this.text = text;
      this.exchanges = exchanges;
    }

    List<Exchange> exchanges() {
      return exchanges;
    }
  }

  /** Whether a caller is told that the router may have got the sealed request. */
  boolean maybeSent(Exchange exchange) {
    return exchange == Exchange.POST && when != When.BEFORE;
  }

  /** As the document has it, but for the exit code. */
  List<String> cells() {
    return List.of(
        where,
        when.text,
        what,
        in.text,
        "`" + failure.getSimpleName() + "`",
        yesOrNo(retryable),
        yesOrNo(in.exchanges.stream().anyMatch(this::maybeSent)));
  }

  private static String yesOrNo(boolean fact) {
    return fact ? "yes" : "no";
  }

  @Override
  public String toString() {
    return where + ", " + when.text + ": " + what;
  }
}
