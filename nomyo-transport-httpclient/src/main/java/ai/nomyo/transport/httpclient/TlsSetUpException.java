// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

/**
 * This JVM cannot begin TLS, whatever the server. Its causes are local: an end of file is that of a
 * file.
 */
final class TlsSetUpException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  TlsSetUpException(String reason, Exception cause) {
    super(reason, cause);
  }
}
