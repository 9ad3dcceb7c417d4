// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests through the {@link SendGate} of their exchange. Asking a proxy for a tunnel is not
 * yet the request.
 */
final class GatedSender extends HttpRequestExecutor {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback interim,
      HttpContext context)
      throws IOException, HttpException {
    if (!Method.CONNECT.isSame(request.getMethod())) {
      SendGate.of(context).pass();
    }
    return super.execute(request, connection, interim, context);
  }
}
