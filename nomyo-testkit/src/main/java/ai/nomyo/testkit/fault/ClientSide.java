// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The client's end of a connection. One thread reads; {@link #hasLeft} and the rest are safe for
 * use by many.
 */
final class ClientSide implements Closeable {

  private static final int AHEAD_BYTES = 64 * 1024;

  private final Socket socket;
  private final CountDownLatch left = new CountDownLatch(1);
  private final ReentrantLock reading = new ReentrantLock();
  private final byte[] ahead = new byte[AHEAD_BYTES];
  private int aheadFrom;
  private int aheadEnd;
  private volatile boolean ended;

  ClientSide(Socket socket) {
    this.socket = socket;
  }

  /** Sends each write at once, and does not wait for more. */
  void sendAtOnce() throws IOException {
    socket.setTcpNoDelay(true);
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** Waits for bytes; fewer than 0 when the client has left. */
  int read(byte[] bytes) throws IOException {
    reading.lock();
    try {
      int count = aheadFrom < aheadEnd ? takeAhead(bytes) : readSocket(bytes);
      if (count < 0) {
        left.countDown();
      }
      return count;
    } finally {
      reading.unlock();
    }
  }

  private int takeAhead(byte[] bytes) {
    int count = Math.min(bytes.length, aheadEnd - aheadFrom);
    System.arraycopy(ahead, aheadFrom, bytes, 0, count);
    aheadFrom += count;
    return count;
  }

  private int readSocket(byte[] bytes) throws IOException {
    aheadFrom = 0;
    aheadEnd = 0;
    socket.setSoTimeout(0);
    return socket.getInputStream().read(bytes);
  }

  /**
   * Whether the client has left, or the connection is closed. Behind bytes that nobody reads the
   * end can be seen only by reading ahead.
   */
  boolean hasLeft() {
    if (left.getCount() > 0 && reading.tryLock()) {
      try {
        lookAhead();
      } finally {
        reading.unlock();
      }
    }
    // Who has the lock is reading, and will see the end.
    return left.getCount() == 0;
  }

  private void lookAhead() {
    try {
      socket.setSoTimeout(1);
      int count = socket.getInputStream().read(ahead, aheadEnd, AHEAD_BYTES - aheadEnd);
      aheadEnd += Math.max(0, count);
      if (count < 0) {
        left.countDown();
      }
    } catch (SocketTimeoutException silent) {
      // Still there.
    } catch (IOException broken) {
      left.countDown();
    }
  }

  /**
   * Waits that long.
   *
   * @return false at once when the client leaves
   */
  boolean stays(Duration duration) throws InterruptedException {
    return !left.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Tells the client that nothing more will come. Idempotent. */
  synchronized void end() throws IOException {
    if (!ended) {
      ended = true;
      socket.shutdownOutput();
    }
  }

  /** Whether nothing more will come, whatever the client sends. */
  boolean isEnded() {
    return ended;
  }

  /** Reads and drops what comes until the client leaves: closing on unread bytes would reset. */
  void drain() throws IOException {
    byte[] dropped = new byte[AHEAD_BYTES];
    while (read(dropped) >= 0) {
      // Dropped.
    }
  }

  /** Closes so that the client sees a reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // Closed all the same.
    }
    close();
  }

  @Override
  public void close() {
    left.countDown();
    Sockets.closeQuietly(socket);
  }
}
