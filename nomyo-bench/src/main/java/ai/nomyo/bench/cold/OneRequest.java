// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import java.nio.file.Path;

/** Sends one request; the client's key is made anew, or read from a directory. */
public final class OneRequest {

  private OneRequest() {}

  /**
   * @param args the router's URL, the backend, and the key directory if there is one
   */
  public static void main(String[] args) {
    try (SecureChatCompletion client = client(args).build()) {
      client.create(ChatRequest.builder().model("m").user("Hello!").build());
    }
    PeakMemory.print();
  }

  static ClientBuilder client(String... args) {
    ClientBuilder builder = Nomyo.client().baseUrl(args[0]).allowHttp(true).backend(args[1]);
    return args.length > 2 ? builder.keyDirectory(Path.of(args[2])) : builder;
  }
}
