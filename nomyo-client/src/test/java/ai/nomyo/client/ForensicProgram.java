// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.memory.locked.LockedMemory;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program that makes calls with secrets, closes its client, drops everything and writes its heap
 * to files. Then it waits for somebody to look at its memory, until its input ends.
 */
final class ForensicProgram {

  private static final int[] PROMPT_CHARS = {100, 20_000, 300_000};

  /** What the control holds on to, so that there is something to be found. */
  private static final int PIECE_BYTES = 16 * 1024;

  private static final List<Object> KEPT = new ArrayList<>();

  private static final SecretMemory MEMORY = LockedMemory.create();

  private ForensicProgram() {}

  /**
   * @param arguments seed, router's URL, backend, whether memory is secure, key directory,
   *     directory for the heap dumps
   */
  public static void main(String[] arguments) throws Exception {
    try (SecureChatCompletion client = client(arguments)) {
      callWith(client, new ForensicSecrets(arguments[0]));
    }
    System.out.println("called");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      obey(order, arguments);
      System.out.println("done");
    }
  }

  private static SecureChatCompletion client(String[] arguments) {
    ForensicSecrets secrets = new ForensicSecrets(arguments[0]);
    char[] password = secrets.password().toCharArray();
    try {
      return Nomyo.client()
          .baseUrl(arguments[1])
          .allowHttp(true)
          .backend(arguments[2])
          .secureMemory(Boolean.parseBoolean(arguments[3]))
          .keyDirectory(Path.of(arguments[4]))
          .keyPassword(password)
          .apiKey(secrets.apiKey())
          .build();
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static List<ChatResponse> callWith(SecureChatCompletion client, ForensicSecrets secrets) {
    List<ChatResponse> answers = new ArrayList<>();
    for (int chars : PROMPT_CHARS) {
      String prompt = ForensicSecrets.around(secrets.prompt(), chars);
      answers.add(client.create(Flow.asking(prompt)));
    }
    for (ChatResponse answer : answers) {
      if (!answer.firstText().orElseThrow().contains(secrets.answer())) {
        throw new AssertionError("another answer came");
      }
    }
    return answers;
  }

  private static void obey(String order, String[] arguments) throws IOException {
    ForensicSecrets secrets = new ForensicSecrets(arguments[0]);
    if (order.equals("dump")) {
      dump(Path.of(arguments[5]));
    } else if (order.equals("collect garbage")) {
      collectGarbage();
    } else if (order.equals("call and keep the client")) {
      keepClient(client(arguments), secrets);
    } else {
      Consumer<byte[]> keeper =
          order.startsWith("keep on the heap ") ? KEPT::add : ForensicProgram::keepUnerased;
      keep(order.substring(order.lastIndexOf(' ') + 1), secrets, keeper);
    }
  }

  private static void keep(String what, ForensicSecrets secrets, Consumer<byte[]> keeper) {
    if (what.equals("texts")) {
      secrets.all().forEach(text -> keeper.accept(text.getBytes(StandardCharsets.UTF_16LE)));
    } else {
      keeper.accept(HexFormat.of().parseHex(what));
    }
  }

  /** What happens to a secret that nobody closes. */
  private static void keepUnerased(byte[] secret) {
    KEPT.add(MEMORY.take(secret));
  }

  private static void keepClient(SecureChatCompletion client, ForensicSecrets secrets) {
    KEPT.add(client);
    KEPT.addAll(callWith(client, secrets));
  }

  /** A dump has the arrays, too, with which the JVM fills gaps, and they hold what lay there. */
  private static void overwriteFreeHeap() {
    Runtime jvm = Runtime.getRuntime();
    long free = jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory());
    List<byte[]> zeros = new ArrayList<>();
    for (long filled = 0; filled < free * 3 / 4; filled += PIECE_BYTES) {
      zeros.add(new byte[PIECE_BYTES]);
    }
    Reference.reachabilityFence(zeros);
  }

  private static void collectGarbage() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
  }

  private static void dump(Path directory) throws IOException {
    collectGarbage();
    overwriteFreeHeap();
    collectGarbage();
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    vm.dumpHeap(directory.resolve("live.hprof").toString(), true);
    vm.dumpHeap(directory.resolve("all.hprof").toString(), false);
  }
}
