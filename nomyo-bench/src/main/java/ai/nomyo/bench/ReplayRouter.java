// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.PackageSealer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * A router without a router's work: answers every request with the same package, sealed in advance
 * for the published test key. What remains of its time is the network's, and is the same for a
 * client of ours and for a bare exchange.
 */
final class ReplayRouter implements AutoCloseable {

  private final TestPair keys = TestPair.read();
  private final byte[] answer;
  private final HttpServer server;

  ReplayRouter(HybridCipher cipher, Chat chat) throws CipherException, IOException {
    answer = sealed(cipher, chat);
    server =
        ServerBootstrap.bootstrap()
            .setLocalAddress(InetAddress.getByName("127.0.0.1"))
            .setSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
            .setCanonicalHostName("127.0.0.1")
            .register("/pki/public_key", (request, response, context) -> key(response))
            .register("*", (request, response, context) -> replay(request, response))
            .create();
    server.start();
  }

  private byte[] sealed(HybridCipher cipher, Chat chat) throws CipherException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PackageSealer(cipher, SecretMemory.onHeap(), new JsonCodec())
        .seal(chat.answer(), cipher.keys().readPublic(Bytes.copyOf(keys.spki())))
        .writeTo(bytes);
    return bytes.toByteArray();
  }

  private void key(ClassicHttpResponse response) {
    response.setEntity(
        new ByteArrayEntity(
            keys.publicPem().getBytes(US_ASCII), ContentType.create("application/x-pem-file")));
  }

  private void replay(ClassicHttpRequest request, ClassicHttpResponse response) throws IOException {
    EntityUtils.consume(request.getEntity());
    response.setEntity(new ByteArrayEntity(answer, ContentType.APPLICATION_JSON));
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
    try {
      server.awaitTermination(TimeValue.of(1, TimeUnit.SECONDS));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
