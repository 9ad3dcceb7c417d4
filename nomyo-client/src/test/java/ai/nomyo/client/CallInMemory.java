// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.Kernel;

/** A program that makes one call and says how its client protects its memory. */
final class CallInMemory {

  private CallInMemory() {}

  /**
   * @param arguments the backend, whether memory is to be secure, and the size of the prompt
   */
  public static void main(String[] arguments) {
    String prompt = "x".repeat(Integer.parseInt(arguments[2]));
    try (FakeRouter router = FakeRouter.start(Backends.named("jdk").cipher());
        SecureChatCompletion client =
            Flow.client(router)
                .backend(arguments[0])
                .secureMemory(Boolean.parseBoolean(arguments[1]))
                .build()) {
      int answered = client.create(Flow.asking(prompt)).firstText().orElseThrow().length();
      MemoryProtection memory = client.memory();
      System.out.println("answered " + (answered - "echo: ".length()));
      System.out.println("kind " + memory.kind());
      System.out.println("in use " + memory.inUseBytes());
      System.out.println("asked " + memory.askedBytes());
      System.out.println("locked " + memory.lockedBytes());
      System.out.println("undumped " + memory.undumpedBytes());
      System.out.println("kernel " + Kernel.lockedBytes());
      System.out.println("because " + memory.shortfalls());
      System.out.println("copies " + memory.heapCopies());
    }
    System.out.println("closed " + Kernel.lockedBytes());
  }
}
