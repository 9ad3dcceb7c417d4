// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SendGateTest {

  private final SendGate gate = new SendGate();

  @Test
  void openGate_hasLetNothingOut() {
    assertFalse(gate.passed());
  }

  @Test
  void shutGate_letsNothingOut() {
    gate.shut();
    gate.shut();

    assertThrows(IOException.class, gate::pass);
    assertFalse(gate.passed());
  }

  @Test
  void gateShutBehindARequest_knowsThatItIsOut() throws Exception {
    gate.pass();
    gate.shut();

    assertTrue(gate.passed());
  }

  @Test
  void request_isLetOutOnce() throws Exception {
    gate.pass();

    assertThrows(IOException.class, gate::pass);
    assertTrue(gate.passed());
  }
}
