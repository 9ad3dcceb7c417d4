// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.AudioOutput;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ContentPart;
import ai.nomyo.chat.Prediction;
import ai.nomyo.chat.ReasoningEffort;
import ai.nomyo.chat.ResponseFormat;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.chat.ServiceTier;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.chat.ToolDefinition;
import ai.nomyo.chat.Verbosity;
import ai.nomyo.chat.WebSearchOptions;
import ai.nomyo.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of all requests that a builder makes, in whatever order its methods are called. */
class ChatRequestPropertiesTest {

  /** Messages keep their order, so that these methods are called in theirs. */
  private static final Set<String> OF_MESSAGES =
      Set.of("message", "messages", "system", "developer", "user", "assistant");

  private final JsonCodec json = new JsonCodec();

  @Property
  void orderOfCalls_doesNotMatter(@ForAll long seed) {
    List<Consumer<ChatRequest.Builder>> calls = someCalls(seed);
    ChatRequest request = built(calls);
    Collections.shuffle(calls, new Random(~seed));
    ChatRequest shuffled = built(calls);
    assertEquals(request, shuffled);
    assertEquals(request.hashCode(), shuffled.hashCode());
    assertEquals(json.write(request.json()), json.write(shuffled.json()));
  }

  @Property
  void request_isTheSameAfterItsBuilder_andAfterItsText(@ForAll long seed) {
    ChatRequest request = built(someCalls(seed));
    assertEquals(request, request.newBuilder().build());
    assertEquals(request.json(), json.readObject(json.write(request.json())));
    assertEquals(request.json(), ChatRequest.of(request.json()).json());
    Accessors.callAll(request);
  }

  @Example
  void everyMethodOfTheBuilder_isCalled() {
    Set<String> methods =
        Arrays.stream(ChatRequest.Builder.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == ChatRequest.Builder.class)
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    methods.removeAll(OF_MESSAGES);
    methods.remove("putAdditional");
    assertEquals(methods, new TreeSet<>(calls(new Random(0)).keySet()));
    assertTrue(methods.size() >= 30, methods::toString);
  }

  private static ChatRequest built(List<Consumer<ChatRequest.Builder>> calls) {
    ChatRequest.Builder builder = ChatRequest.builder().model("m").user("u");
    calls.forEach(call -> call.accept(builder));
    return builder.build();
  }

  private static List<Consumer<ChatRequest.Builder>> someCalls(long seed) {
    Random random = new Random(seed);
    List<Consumer<ChatRequest.Builder>> calls = new ArrayList<>(calls(random).values());
    calls.add(builder -> builder.putAdditional("x_any", RandomJson.value(seed, 10)));
    calls.removeIf(call -> random.nextInt(3) == 0);
    return calls;
  }

  /** A call of each method, by its name. */
  private static Map<String, Consumer<ChatRequest.Builder>> calls(Random random) {
    Map<String, Consumer<ChatRequest.Builder>> calls = new LinkedHashMap<>();
    addNumbers(calls, random);
    addTexts(calls, random);
    addTools(calls, RandomJson.object(random.nextLong(), 10));
    boolean flag = random.nextBoolean();
    calls.put("logprobs", b -> b.logprobs(flag));
    calls.put("parallelToolCalls", b -> b.parallelToolCalls(flag));
    calls.put("store", b -> b.store(flag));
    calls.put("stream", b -> b.stream(flag));
    return calls;
  }

  private static void addNumbers(Map<String, Consumer<ChatRequest.Builder>> calls, Random random) {
    double share = random.nextDouble();
    long seed = random.nextLong();
    int count = 1 + random.nextInt(128);
    calls.put("frequencyPenalty", b -> b.frequencyPenalty(-2 * share));
    calls.put("presencePenalty", b -> b.presencePenalty(2 * share));
    calls.put("temperature", b -> b.temperature(2 * share));
    calls.put("topP", b -> b.topP(share));
    calls.put("logitBias", b -> b.logitBias(Map.of(count, -100, 2 * count, 100)));
    calls.put("maxCompletionTokens", b -> b.maxCompletionTokens(count));
    calls.put("maxTokens", b -> b.maxTokens(count));
    calls.put("n", b -> b.n(count));
    calls.put("seed", b -> b.seed(seed));
    calls.put("topLogprobs", b -> b.topLogprobs(count % 21));
  }

  private static void addTexts(Map<String, Consumer<ChatRequest.Builder>> calls, Random random) {
    String text = "\ud83d\ude00\u0000\ud83d" + random.nextInt();
    calls.put("audio", b -> b.audio(AudioOutput.of("wav", "alloy")));
    calls.put("endUser", b -> b.endUser(text));
    calls.put("metadata", b -> b.metadata(Map.of("a", text, "b", "")));
    calls.put("modalities", b -> b.modalities(List.of("text", "audio")));
    calls.put("prediction", b -> b.prediction(Prediction.content(List.of(ContentPart.text(text)))));
    calls.put("promptCacheKey", b -> b.promptCacheKey(text));
    calls.put("promptCacheRetention", b -> b.promptCacheRetention("24h"));
    calls.put("reasoningEffort", b -> b.reasoningEffort(new ReasoningEffort(text)));
    calls.put("safetyIdentifier", b -> b.safetyIdentifier(text));
    calls.put("securityTier", b -> b.securityTier(SecurityTier.HIGH));
    calls.put("serviceTier", b -> b.serviceTier(ServiceTier.FLEX));
    calls.put("stop", b -> b.stop(List.of(text, "\n")));
    calls.put("verbosity", b -> b.verbosity(Verbosity.LOW));
    calls.put("model", b -> b.model(text));
    calls.put(
        "webSearchOptions",
        b -> b.webSearchOptions(WebSearchOptions.builder().country("DE").city(text).build()));
  }

  private static void addTools(
      Map<String, Consumer<ChatRequest.Builder>> calls, JsonObject schema) {
    ToolDefinition tool = ToolDefinition.function("f", "d", schema);
    calls.put("tools", b -> b.tools(List.of(tool, ToolDefinition.custom("c", "d"))));
    calls.put("toolChoice", b -> b.toolChoice(ToolChoice.allowed(ToolChoice.AUTO, List.of(tool))));
    calls.put("responseFormat", b -> b.responseFormat(ResponseFormat.jsonSchema("s", schema)));
  }
}
