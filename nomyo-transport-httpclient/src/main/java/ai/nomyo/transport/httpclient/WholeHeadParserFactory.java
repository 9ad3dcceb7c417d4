// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;

/**
 * Parses a response's head strictly and within limits. HttpClient takes a connection that ends
 * within the headers for the end of the headers: what is left would pass as a response without a
 * body.
 */
final class WholeHeadParserFactory extends DefaultHttpResponseParserFactory {

  WholeHeadParserFactory(Http1Config limits) {
    super(limits);
  }

  @Override
  public HttpMessageParser<ClassicHttpResponse> create() {
    HttpMessageParser<ClassicHttpResponse> parser = super.create();
    return (buffer, in) -> parser.parse(buffer, new EndlessHead(in));
  }

  /** Bytes among which no end is acceptable. */
  private static final class EndlessHead extends FilterInputStream {

    EndlessHead(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return checked(super.read(target, offset, length));
    }

    private static int checked(int result) throws IOException {
      if (result < 0) {
        throw new ConnectionClosedException("The connection ended before the headers did");
      }
      return result;
    }
  }
}
