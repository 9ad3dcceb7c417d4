// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import java.util.Optional;

/**
 * How a reply goes out.
 *
 * @param beforeStatus held until released before its first byte
 * @param midBody held until released after half of its body
 * @param cut where the connection is closed
 * @param raw sent instead of an HTTP response, after which the connection is closed
 */
record Delivery(Optional<Hold> beforeStatus, Optional<Hold> midBody, Cut cut, Optional<Bytes> raw) {

  /** Where a connection is closed. */
  enum Cut {
    NOWHERE,
    BEFORE_STATUS,
    MID_BODY
  }

  static final Delivery WHOLE =
      new Delivery(Optional.empty(), Optional.empty(), Cut.NOWHERE, Optional.empty());

  Delivery heldBefore(Hold hold) {
    return new Delivery(Optional.of(hold), midBody, cut, raw);
  }

  Delivery heldMidBody(Hold hold) {
    return new Delivery(beforeStatus, Optional.of(hold), cut, raw);
  }

  Delivery cutAt(Cut where) {
    return new Delivery(beforeStatus, midBody, where, raw);
  }

  Delivery rawly(Bytes bytes) {
    return new Delivery(beforeStatus, midBody, cut, Optional.of(bytes));
  }
}
