// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.typed.Description;
import ai.nomyo.typed.TypedChat;
import java.io.PrintStream;
import java.util.List;

/**
 * An answer as a record: the model is told its JSON Schema, and what it writes is read strictly.
 */
public final class StructuredOutput {

  private StructuredOutput() {}

  /** An invoice, as far as it is of interest. */
  record Invoice(
      String vendor, @Description("in cents, taxes included") long total, List<Line> lines) {}

  /** A line of it. */
  record Line(String article, int pieces) {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    try (SecureChatCompletion client = builder.build()) {
      ChatRequest request =
          ChatRequest.builder()
              .model("Qwen/Qwen3-0.6B")
              .system("Extract the invoice.")
              .user("Bakery Dupont: 2 loaves, 7.80 in all")
              .build();
      Invoice invoice = TypedChat.on(client).create(request, Invoice.class).value();
      out.println(invoice.vendor() + ": " + invoice.total() + " cents");
      invoice.lines().forEach(line -> out.println(line.pieces() + " x " + line.article()));
    } catch (UnfitAnswerException noInvoice) {
      out.println(noInvoice.getMessage());
    }
  }
}
