// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** The first record that a TLS server sends, of a handshake that goes no further. */
final class ServerHello {

  private static final int RECORD_HEAD_BYTES = 5;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ServerHello() {}

  /** Reads a client's hello and answers it. */
  static byte[] to(InputStream client, SSLContext tls, String version) throws IOException {
    SSLEngine engine = tls.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {version});
    engine.unwrap(record(client), NOTHING.duplicate());
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    }
    ByteBuffer answer = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(NOTHING.duplicate(), answer);
    byte[] bytes = new byte[answer.flip().remaining()];
    answer.get(bytes);
    return bytes;
  }

  private static ByteBuffer record(InputStream in) throws IOException {
    byte[] head = in.readNBytes(RECORD_HEAD_BYTES);
    int length = (head[3] & 0xff) << 8 | head[4] & 0xff;
    byte[] body = in.readNBytes(length);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }
}
