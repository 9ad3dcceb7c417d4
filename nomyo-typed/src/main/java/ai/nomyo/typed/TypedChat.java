// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.ResponseFormat;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.UnfitAnswerException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Chat completions whose answer is a record: the model is told its {@link JsonSchema}, and what it
 * writes is read strictly. Safe for use by many threads.
 *
 * <p>Strictly means: one JSON object and nothing around it, every component there and none besides,
 * each of its type. Nothing is converted, filled in or left out.
 */
public final class TypedChat {

  private final SecureChatCompletion client;

  private TypedChat(SecureChatCompletion client) {
    this.client = client;
  }

  /**
   * Typed calls of a client.
   *
   * @param client stays the caller's, who closes it
   */
  public static TypedChat on(SecureChatCompletion client) {
    return new TypedChat(client);
  }

  /** As {@link #create(ChatRequest, Class, RequestOptions)}, with nothing different. */
  public <T> TypedResponse<T> create(ChatRequest request, Class<T> type) {
    return create(request, type, RequestOptions.none());
  }

  /**
   * Sends a request and reads the first answer's text into a record.
   *
   * @param type a record, or a class whose fields are filled
   * @throws InvalidInputException if the type has no schema, or the request has a {@code
   *     response_format} already; nothing was sent
   * @throws UnfitAnswerException if the text is no such record, there is none, the model refused or
   *     was cut off; the message says which
   * @throws NomyoException as {@link SecureChatCompletion#create(ChatRequest, RequestOptions)}
   */
  public <T> TypedResponse<T> create(ChatRequest request, Class<T> type, RequestOptions options) {
    return read(client.create(asking(request, type), options), type);
  }

  /** As {@link #createAsync(ChatRequest, Class, RequestOptions)}, with nothing different. */
  public <T> CompletableFuture<TypedResponse<T>> createAsync(ChatRequest request, Class<T> type) {
    return createAsync(request, type, RequestOptions.none());
  }

  /**
   * As {@link #create(ChatRequest, Class, RequestOptions)}, without waiting. Cancelling the future,
   * and only that (not a stage derived from it), aborts the exchange.
   *
   * @return a future that fails with a {@link NomyoException}, also where nothing was sent
   */
  public <T> CompletableFuture<TypedResponse<T>> createAsync(
      ChatRequest request, Class<T> type, RequestOptions options) {
    CompletableFuture<ChatResponse> call = asked(request, type, options);
    CompletableFuture<TypedResponse<T>> typed = new CompletableFuture<>();
    call.whenComplete((response, failure) -> complete(typed, response, failure, type));
    typed.whenComplete((value, failure) -> call.cancel(true));
    return typed;
  }

  private CompletableFuture<ChatResponse> asked(
      ChatRequest request, Class<?> type, RequestOptions options) {
    try {
      return client.createAsync(asking(request, type), options);
    } catch (InvalidInputException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static <T> void complete(
      CompletableFuture<TypedResponse<T>> typed,
      @Nullable ChatResponse response,
      @Nullable Throwable failure,
      Class<T> type) {
    if (response == null) {
      typed.completeExceptionally(Objects.requireNonNull(failure));
      return;
    }
    try {
      typed.complete(read(response, type));
    } catch (RuntimeException | Error unfit) {
      // Whoever waits on the future is the only one to tell.
      typed.completeExceptionally(unfit);
    }
  }

  /**
   * The request that asks for a record, for those who send it otherwise, such as with a {@link
   * ToolRunner}.
   *
   * @throws InvalidInputException if the type has no schema, or the request has a {@code
   *     response_format} already
   */
  public static ChatRequest asking(ChatRequest request, Class<?> type) {
    if (request.json().get("response_format").isPresent()) {
      throw new InvalidInputException(
          "response_format", "one in the request", "none: it is made of " + type.getSimpleName());
    }
    ResponseFormat format =
        ResponseFormat.jsonSchemaBuilder(wireName(type))
            .schema(JsonSchema.of(type))
            .strict(true)
            .build();
    return request.newBuilder().responseFormat(format).build();
  }

  /** A service takes letters, digits, underscores and hyphens, 64 at most. */
  private static String wireName(Class<?> type) {
    String name = type.getSimpleName().replaceAll("[^a-zA-Z0-9_-]", "_");
    return name.substring(0, Math.min(name.length(), 64));
  }

  /**
   * Reads the first answer's text into a record, wherever the response comes from.
   *
   * @throws UnfitAnswerException if the text is no such record, there is none, the model refused or
   *     was cut off; the message says which
   */
  public static <T> TypedResponse<T> read(ChatResponse response, Class<T> type) {
    Form<T> form = Form.of(type);
    String text = AnswerText.of(response, form.name());
    try {
      return new TypedResponse<>(form.read(text), response);
    } catch (UnfitTextException unfit) {
      throw AnswerText.unfit(response, form.name(), unfit.problem(), text);
    }
  }
}
