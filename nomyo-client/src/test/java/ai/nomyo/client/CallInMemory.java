package ai.nomyo.client;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that makes one call and says how its client protects its memory. */
final class CallInMemory {

  private CallInMemory() {}

  /**
   * @param arguments the backend, whether memory is to be secure, and the size of the prompt
   */
  public static void main(String[] arguments) throws IOException {
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
      System.out.println("kernel " + kernelBytes());
      System.out.println("because " + memory.shortfalls());
      System.out.println("copies " + memory.heapCopies());
    }
    System.out.println("closed " + kernelBytes());
  }

  /** What Linux says is locked. */
  private static long kernelBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmLck:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
