// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.typed.Description;
import ai.nomyo.typed.ToolException;
import ai.nomyo.typed.ToolMethod;
import ai.nomyo.typed.ToolRun;
import ai.nomyo.typed.ToolRunner;
import ai.nomyo.typed.Toolbox;
import java.io.PrintStream;
import java.util.Map;

/** A model that looks up what it does not know, by calling a method of the program. */
public final class Tools {

  private Tools() {}

  /** What the model may call. Arguments are its words: check them as you would a stranger's. */
  static final class Inventory {

    private final Map<String, Integer> pieces = Map.of("apples", 12, "pears", 0);

    @ToolMethod(description = "How many pieces of a fruit are in stock.")
    int inStock(@Description("plural, lower case, such as apples") String fruit) {
      Integer number = pieces.get(fruit);
      if (number == null) {
        throw new ToolException("unknown fruit; known are " + pieces.keySet());
      }
      return number;
    }
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    try (SecureChatCompletion client = builder.build()) {
      ToolRunner runner = ToolRunner.on(client).tools(Toolbox.of(new Inventory())).build();
      ToolRun run =
          runner.run(ChatRequest.builder().model("Qwen/Qwen3-0.6B").user("apples").build());
      out.println(run.response().firstText().orElse("(no text)"));
      out.println("after " + run.rounds() + " rounds");
    }
  }
}
