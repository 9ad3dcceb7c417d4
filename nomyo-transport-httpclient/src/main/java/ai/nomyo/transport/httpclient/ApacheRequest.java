// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.util.Timeout;

/** A request in HttpClient's terms. */
final class ApacheRequest {

  private ApacheRequest() {}

  static HttpUriRequestBase of(TransportRequest request) {
    HttpUriRequestBase http = new HttpUriRequestBase(request.method(), request.uri());
    request.headers().forEach(http::addHeader);
    request.body().ifPresent(body -> http.setEntity(new Entity(body)));
    http.setConfig(config(Timeout.of(request.timeouts().attempt())));
    return http;
  }

  private static RequestConfig config(Timeout attempt) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(attempt)
        .setAuthenticationEnabled(false)
        // Never offers to switch a plain connection to another protocol.
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  /** A body without a content type: that is one of the request's own headers. */
  private static final class Entity extends AbstractHttpEntity {

    private final RequestBody body;

    Entity(RequestBody body) {
      super((ContentType) null, null);
      this.body = body;
    }

    @Override
    public long getContentLength() {
      return body.sizeBytes();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      body.writeTo(out);
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException("the body is written, not read");
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public boolean isStreaming() {
      return false;
    }

    @Override
    public void close() {}
  }
}
