// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

/**
 * Carries HTTP exchanges. Safe for use by many threads.
 *
 * <p>An exchange is made once: nothing is retried, no redirect is followed, no cookie kept, and the
 * body comes as it was sent, without decoding of any {@code Content-Encoding}.
 */
public interface Transport extends AutoCloseable {

  /**
   * Sends a request and waits for the whole response. Interrupting the thread closes the connection
   * at once.
   *
   * @return a response of any status
   * @throws TransportException if no whole response came back; its kind says why
   */
  TransportResponse send(TransportRequest request) throws TransportException;

  /** Aborts what is under way and closes the connections. Idempotent. */
  @Override
  void close();
}
