// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.AudioOutput;
import ai.nomyo.chat.ChatCall;
import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ContentPart;
import ai.nomyo.chat.Conversation;
import ai.nomyo.chat.FinishReason;
import ai.nomyo.chat.ImageDetail;
import ai.nomyo.chat.LogProbs;
import ai.nomyo.chat.Prediction;
import ai.nomyo.chat.ReasoningEffort;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.ResponseFormat;
import ai.nomyo.chat.Role;
import ai.nomyo.chat.ServiceTier;
import ai.nomyo.chat.ToolCall;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.chat.ToolDefinition;
import ai.nomyo.chat.ToolInputFormat;
import ai.nomyo.chat.Verbosity;
import ai.nomyo.chat.WebSearchOptions;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.config.ApiKey;
import ai.nomyo.config.KeyRotation;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.Ports;
import ai.nomyo.core.Settings;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.keys.PairDescription;
import ai.nomyo.core.keys.PairDescription.Form;
import ai.nomyo.core.keys.SavedPair;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.pkcs8.OtherDerivation;
import ai.nomyo.core.pkcs8.Pbes2;
import ai.nomyo.core.pkcs8.Prf;
import ai.nomyo.core.pkcs8.Scrypt;
import ai.nomyo.core.pkcs8.StrongProtection;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.server.Call;
import ai.nomyo.core.server.CallHeaders;
import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.core.server.RouterKey;
import ai.nomyo.core.server.ServerKey;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.AnswerExpectation;
import ai.nomyo.core.wire.Opened;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.crypto.bc.BcKeyProtection;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.crypto.jca.JcaKeyProtection;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import ai.nomyo.keystore.file.PemDirectoryKeyStore;
import ai.nomyo.memory.locked.LockedMemory;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.report.SecurityReport;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.ReceivedRequest;
import ai.nomyo.transport.httpclient.HttpClientTransport.TlsPeer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs log what they hold; nothing of ours shows a prompt, an answer or an API key there. */
class SecrecyTest {

  private static final FakeRouter ROUTER = FakeRouter.start(BcHybridCipher.create());
  private static final ChatRequest REQUEST =
      Flow.asking(Canary.PROMPT).newBuilder().tools(List.of(tool())).endUser(Canary.PROMPT).build();
  private static ChatResponse response;

  private static ToolDefinition tool() {
    return ToolDefinition.function(
        Canary.PROMPT, Canary.PROMPT, JsonObject.of(Map.of(Canary.PROMPT, 1)));
  }

  @BeforeAll
  static void call() {
    ROUTER.answerWith(
        request ->
            Nomyo.json()
                .read(
                    """
                    {"id":"canary-answer","model":"canary-answer","choices":[{"message":
                    {"role":"assistant","content":"canary-answer","tool_calls":[{"id":
                    "canary-answer","function":{"name":"canary-answer","arguments":
                    "canary-answer"}}],"audio":{"data":"canary-answer"},"annotations":[
                    {"url_citation":{"title":"canary-answer"}}]},"logprobs":{"content":[
                    {"token":"canary-answer"}]}}],"usage":{"canary-answer":1},
                    "_metadata":{"security_tier":"canary-answer"}}""")
                .asObject()
                .orElseThrow());
    try (var client = Flow.client(ROUTER).apiKey(Canary.API_KEY).build()) {
      response = client.create(REQUEST);
    }
  }

  @AfterAll
  static void close() {
    ROUTER.close();
  }

  private static Stream<Object> values() throws Exception {
    ApiKey apiKey = ApiKey.of(Canary.API_KEY);
    ChatMessage reply = response.choices().get(0).message().orElseThrow();
    ToolCall toolCall = reply.toolCalls().get(0);
    LogProbs logProbs = response.choices().get(0).logprobs().orElseThrow();
    byte[] secret = (Canary.PROMPT + Canary.ANSWER).getBytes(StandardCharsets.US_ASCII);
    Bytes bytes = Bytes.copyOf(secret);
    SegmentedBytes segmented = new SegmentedBytes();
    segmented.add(secret.clone());
    CallHeaders headers =
        new CallHeaders(
            "id", "pem", Optional.of(apiKey), REQUEST.securityTier(), options(apiKey).headers());
    StrongProtection protection = StrongProtection.fresh(size -> Arrays.copyOf(secret, size));
    Pbes2 pbes2 = Pbes2.read(ByteBuffer.wrap(protection.around(secret)));
    ReceivedRequest received = ROUTER.lastRequest();
    SecurityReport report = response.securityReport().orElseThrow();
    AnswerExpectation expected = AnswerExpectation.none();
    Stream<Object> ofApi =
        Stream.of(
            REQUEST,
            REQUEST.newBuilder(),
            REQUEST.messages().get(0),
            new ChatCall(REQUEST, options(apiKey), Optional.empty()),
            options(apiKey),
            Conversation.of(REQUEST.messages()).withAnswer(response),
            tool(),
            response,
            response.choices().get(0),
            logProbs,
            logProbs.content().get(0),
            response.usage().orElseThrow(),
            response.usage().orElseThrow().promptDetails(),
            response.metadata(),
            reply,
            reply.newBuilder(),
            reply.audio().orElseThrow(),
            reply.annotations().get(0),
            reply.annotations().get(0).urlCitation().orElseThrow(),
            toolCall,
            ToolChoice.function(Canary.PROMPT),
            ToolInputFormat.lark(Canary.PROMPT),
            ContentPart.text(Canary.PROMPT),
            ResponseFormat.jsonSchema(Canary.PROMPT, JsonObject.empty()),
            AudioOutput.of(Canary.PROMPT, Canary.PROMPT),
            Prediction.content(Canary.PROMPT),
            WebSearchOptions.builder().city(Canary.PROMPT).build(),
            Role.USER,
            FinishReason.STOP,
            ReasoningEffort.LOW,
            Verbosity.LOW,
            ServiceTier.AUTO,
            ImageDetail.LOW,
            response.json(),
            JsonValue.of(List.of(Canary.PROMPT)),
            new JsonString(Canary.PROMPT),
            JsonErasableString.owning(Canary.PROMPT.toCharArray()),
            new JsonNumber("4711"),
            new JsonBoolean(true),
            apiKey,
            KeyRotation.never(),
            new ServerKeyPin("0".repeat(64)),
            Timeouts.DEFAULT,
            RetrySettings.DEFAULT,
            RateLimiter.of(1, 2),
            AnswerChecks.DEFAULT,
            report,
            report.attempts().get(0),
            report.routerKey().orElseThrow());
    Stream<Object> ofCore =
        Stream.of(
            bytes,
            SecretBytes.owning(secret),
            new Pem("PRIVATE KEY", SecretBytes.owning(secret)),
            new PemKeyPair(SecretBytes.owning(secret), Optional.empty()),
            protection,
            protection.derivation(),
            protection.cipher(),
            pbes2,
            pbes2.scheme(),
            new Scrypt(bytes, 2, 8, 1, OptionalLong.empty()),
            new OtherDerivation("1.2.3.4"),
            CbcCipher.AES_256,
            Prf.SHA_256,
            new SavedPair(4096, bytes, Optional.empty()),
            new PairDescription(4096, bytes, Form.PKCS8, Optional.empty(), true),
            Form.PKCS8,
            new SealedMessage(bytes, bytes, ByteBuffer.wrap(secret)),
            new SealedParts(bytes, bytes, bytes),
            segmented,
            headers,
            settings(apiKey),
            ports(),
            BcHybridCipher.create(),
            BcHybridCipher.create().description(),
            BcKeyProtection.create(),
            Backends.named("bc"),
            new BackendReport("", "", "", "", Map.of(), "", ""),
            new MemoryProtection("", 0, 0, 0, 0, List.of(), List.of()),
            SecretMemory.onHeap().use(),
            new KeyProtection.Scheme("", OptionalLong.empty(), ""),
            CipherDescription.Code.JAVA,
            CipherDescription.Fips.NONE,
            CipherDescription.Step.WRAP,
            JcaHybridCipher.onJdk(),
            JcaKeyProtection.onJdk(),
            settings(apiKey),
            RouterAddress.of("https://router.example", false),
            serverKey(),
            serverKey().key(),
            new TlsPeer("TLSv1.3", "suite", null, true, Optional.empty()),
            RouterName.of(ROUTER.baseUrl()),
            new KnownKey(new ServerKeyPin("0".repeat(64)), Instant.EPOCH),
            expected,
            new Opened<>(Map.of(), Optional.empty(), List.of(), r -> Canary.ANSWER),
            new Call("id", Timeouts.DEFAULT, Deadline.after(Duration.ofSeconds(1), Time.SYSTEM)),
            new TransportRequest(
                "POST",
                ROUTER.baseUrl(),
                received.headers(),
                Optional.of(segmented),
                Timeouts.DEFAULT,
                1),
            TransportResponse.of(200, Map.of("X-Echo", Canary.ANSWER), secret),
            PemDirectoryKeyStore.in(Path.of("keys")),
            LockedMemory.create(),
            Nomyo.client().apiKey(apiKey),
            received,
            ROUTER);
    return Stream.concat(ofApi, ofCore);
  }

  private static RequestOptions options(ApiKey apiKey) {
    return RequestOptions.builder().apiKey(apiKey).header("X-Tenant", Canary.API_KEY).build();
  }

  private static Settings settings(ApiKey apiKey) {
    return Settings.builder()
        .apiKey(() -> apiKey)
        .build(RouterAddress.of("https://router.example", false));
  }

  private static ServerKey serverKey() throws Exception {
    SealingKey key =
        BcHybridCipher.create().keys().readPublic(Pem.readPublicKey(ROUTER.publicKeyPem()));
    return new ServerKey(new RouterKey(key, "0".repeat(64), "any"), true, Duration.ZERO);
  }

  private static Ports ports() {
    return new Ports(
        BcHybridCipher.create(),
        new UntouchedTransport(),
        Optional.empty(),
        JcaKeyProtection.onJdk(),
        PemDirectoryKeyStore::ofFiles,
        SecretMemory.onHeap());
  }

  @Test
  void noValue_showsASecret() throws Exception {
    values().map(Object::toString).forEach(Canary::assertAbsent);
    assertTrue(REQUEST.messages().get(0).content().orElseThrow().contains(Canary.PROMPT));
    assertEquals(Optional.of(Canary.ANSWER), response.firstText());
  }

  /** A new type that says something of itself has to stand in the list above. */
  @Test
  void everyPublicTypeThatDescribesItself_isLookedAt() throws Exception {
    Set<String> described =
        MainClasses.ALL.stream()
            .filter(type -> !type.getPackageName().startsWith("ai.nomyo.testkit"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.tryGetMethod("toString").isPresent())
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> seen =
        values().map(value -> value.getClass().getSimpleName()).collect(Collectors.toSet());
    described.removeAll(seen);
    assertEquals(Set.of(), described);
    assertTrue(seen.contains(JsonArray.class.getSimpleName()));
  }
}
