// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.bench.FirstLargeSeal;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.core.port.CipherException;

/** Sends one small request, then seals the first one of 9 MB and prints how long that took. */
public final class FirstSeal {

  /** Before the nanoseconds on standard output. */
  static final String NANOS = "nanos ";

  private FirstSeal() {}

  /**
   * @param args the router's URL, the backend and the key directory
   */
  public static void main(String[] args) throws CipherException {
    try (SecureChatCompletion client = OneRequest.client(args).build()) {
      client.create(ChatRequest.builder().model("m").user("Hello!").build());
      System.out.println(NANOS + FirstLargeSeal.nanos(args[1]));
    }
    PeakMemory.print();
  }
}
