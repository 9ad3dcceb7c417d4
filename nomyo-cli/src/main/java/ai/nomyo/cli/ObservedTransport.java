// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import java.util.ArrayList;
import java.util.List;

/** Another transport, with a stopwatch and a record of what travelled. */
final class ObservedTransport implements Transport {

  private final Transport transport;
  private final StepTimes times;
  private final List<TransportRequest> requests = new ArrayList<>();

  ObservedTransport(Transport transport, StepTimes times) {
    this.transport = transport;
    this.times = times;
  }

  @Override
  public TransportResponse send(TransportRequest request) throws TransportException {
    requests.add(request);
    long start = System.nanoTime();
    TransportResponse response = transport.send(request);
    times.add(request.method() + " " + request.uri().getPath(), start);
    return response;
  }

  TransportRequest last() {
    return requests.get(requests.size() - 1);
  }

  @Override
  public void close() {
    transport.close();
  }
}
