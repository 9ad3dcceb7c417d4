// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Conversation;
import ai.nomyo.client.ClientBuilder;
import java.io.PrintStream;

/** A second question that makes sense only after the first: the history goes with it. */
public final class ConversationOverTwoTurns {

  private ConversationOverTwoTurns() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    run(Deployment.client(), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    try (SecureChatCompletion client = builder.build()) {
      Conversation conversation = Conversation.empty().system("Be brief.");
      for (String question : new String[] {"What is the capital of France?", "How old is it?"}) {
        conversation = conversation.user(question);
        ChatResponse answer = client.create(asking(conversation));
        out.println(answer.firstText().orElse("(no text)"));
        conversation = conversation.withAnswer(answer);
      }
      out.println(conversation.size() + " messages");
    }
  }

  private static ChatRequest asking(Conversation conversation) {
    return ChatRequest.builder().model("Qwen/Qwen3-0.6B").messages(conversation.messages()).build();
  }
}
