// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A free port of 127.0.0.1 that either accepts connections or, as at first, refuses them. For one
 * thread at a time.
 */
final class LoopbackPort implements Closeable {

  private static final int BACKLOG = 128;

  private final InetSocketAddress address;
  private Closeable owner;
  private CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);

  LoopbackPort() {
    Socket placeholder = placeholder(new InetSocketAddress("127.0.0.1", 0));
    this.owner = placeholder;
    this.address = (InetSocketAddress) placeholder.getLocalSocketAddress();
  }

  /** Does not listen, and keeps others from getting the port meanwhile. */
  private static Socket placeholder(InetSocketAddress address) {
    try {
      Socket placeholder = new Socket();
      placeholder.setReuseAddress(true);
      placeholder.bind(address);
      return placeholder;
    } catch (IOException taken) {
      throw new UncheckedIOException(address + " cannot be had", taken);
    }
  }

  int number() {
    return address.getPort();
  }

  boolean accepts() {
    return owner instanceof ServerSocket;
  }

  /** Accepts connections from now on, on a thread of these, and hands them over. */
  void accept(Executor threads, Consumer<Socket> connections) {
    close();
    ServerSocket listener = listener(address);
    owner = listener;
    accepting = CompletableFuture.runAsync(() -> acceptAll(listener, connections), threads);
  }

  private static ServerSocket listener(InetSocketAddress address) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(address, BACKLOG);
      return listener;
    } catch (IOException taken) {
      throw new UncheckedIOException(address + " cannot be listened on", taken);
    }
  }

  private static void acceptAll(ServerSocket listener, Consumer<Socket> connections) {
    while (!listener.isClosed()) {
      try {
        connections.accept(listener.accept());
      } catch (IOException closing) {
        Sockets.closeQuietly(listener);
      }
    }
  }

  /** Refuses connections from now on; those that were accepted stay. */
  void refuse() {
    close();
    owner = placeholder(address);
  }

  /** Gives the port up. The system keeps it until nobody is blocked in accepting any more. */
  @Override
  public void close() {
    Sockets.closeQuietly(owner);
    accepting.join();
  }
}
