// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.EOFException;
import java.net.SocketException;
import java.util.Objects;
import java.util.stream.Stream;

/** A failure and the causes below it. */
final class CauseChain {

  private CauseChain() {}

  static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** Whether the connection broke or ended, whatever a layer above it made of that. */
  static boolean hasBrokenConnection(Throwable failure) {
    return of(failure)
        .anyMatch(cause -> cause instanceof SocketException || cause instanceof EOFException);
  }
}
