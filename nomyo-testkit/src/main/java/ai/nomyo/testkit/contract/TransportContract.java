// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.port.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Transport} does, shown against servers that the contract starts on free ports
 * of 127.0.0.1.
 *
 * <p>Beyond the port's own words it settles what kind a broken response is: a head that is not HTTP
 * is {@code PROTOCOL}; a connection that ends or breaks anywhere before a response is whole, and a
 * body whose framing breaks, is {@code CONNECTION_LOST}. One that ends or breaks within its TLS
 * handshake is {@code CONNECT}: {@code TLS} is for what TLS itself refuses. The attempt timeout
 * bounds the whole exchange and the connect timeout the whole connecting, not each read. A thread
 * that is interrupted already sends nothing. Each way to fail, and whether the request may have
 * been sent by then, is a {@link FailingExchange}.
 *
 * <p>Subclasses say how to make the transport. They may be run with any JUnit 5 engine; the host
 * {@code nobody.invalid} must not resolve (RFC 2606).
 */
@Timeout(120)
public abstract class TransportContract {

  /** For subclasses. */
  protected TransportContract() {}

  /** A fresh transport that trusts what the JVM trusts; the contract closes it. */
  protected abstract Transport newTransport();

  /**
   * A fresh transport that trusts other authorities; the contract closes it.
   *
   * @param caPem a file of X.509 certificates in PEM
   */
  protected abstract Transport newTransportTrusting(Path caPem);

  @Nested
  class ARequest extends TransportRequests {
    ARequest() {
      super(TransportContract.this);
    }
  }

  @Nested
  class AResponse extends TransportResponses {
    AResponse() {
      super(TransportContract.this);
    }
  }

  @Nested
  class TheSizeLimit extends TransportSizeLimit {
    TheSizeLimit() {
      super(TransportContract.this);
    }
  }

  @Nested
  class Connections extends TransportConnections {
    Connections() {
      super(TransportContract.this);
    }
  }

  @Nested
  class AFailure extends TransportFailures {
    AFailure() {
      super(TransportContract.this);
    }
  }

  @Nested
  class AnExchangeUnderWay extends TransportDeadlines {
    AnExchangeUnderWay() {
      super(TransportContract.this);
    }
  }

  @Nested
  class Tls extends TransportTls {
    Tls() {
      super(TransportContract.this);
    }
  }

  @Nested
  class Secrecy extends TransportSecrecy {
    Secrecy() {
      super(TransportContract.this);
    }
  }
}
