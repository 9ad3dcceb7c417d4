// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.util.List;
import javax.net.ssl.SSLException;

/** A server's certificate is trusted, but its key is none of those that were pinned. */
final class TlsPinMismatchException extends SSLException {

  private static final long serialVersionUID = 1;

  TlsPinMismatchException(String seen, List<String> pinned) {
    super(
        "the server's certificate has a key that is not pinned; its SHA-256 is "
            + seen
            + ", pinned is "
            + String.join(" or ", pinned));
  }
}
