// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;

/** Fails the test that sends anything. */
final class UntouchedTransport implements Transport {

  @Override
  public TransportResponse send(TransportRequest request) {
    throw new AssertionError("sent: " + request);
  }

  @Override
  public void close() {}
}
