// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.Transport;
import ai.nomyo.testkit.contract.TransportContract;
import java.nio.file.Path;

final class HttpClientTransportContractTest extends TransportContract {

  @Override
  protected Transport newTransport() {
    return HttpClientTransport.builder().build();
  }

  @Override
  protected Transport newTransportTrusting(Path caPem) {
    return HttpClientTransport.builder().trustingOnly(caPem).build();
  }
}
