// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * A request that kept the protocol, as the router understood it. Immutable; {@code toString} shows
 * sizes and header names only.
 */
public final class ReceivedRequest {

  private final CallHeaders headers;
  private final JsonObject json;
  private final Bytes sealed;

  ReceivedRequest(CallHeaders headers, JsonObject json, Bytes sealed) {
    this.headers = headers;
    this.json = json;
    this.sealed = sealed;
  }

  /** The {@code X-Payload-ID}. */
  public String payloadId() {
    return headers.payloadId();
  }

  /** The {@code X-Security-Tier}, when one was asked for. */
  public Optional<SecurityTier> securityTier() {
    return headers.securityTier().map(SecurityTier::of);
  }

  /** All headers, {@code Authorization} included; names in any case, unmodifiable. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers.all());
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.all().get(name));
  }

  /** The client's public key as SPKI PEM: the {@code X-Public-Key}, decoded. */
  public String publicKeyPem() {
    return Pem.ofPublic(headers.clientKey().spki());
  }

  /** What was encrypted: the OpenAI-style request. */
  public JsonObject json() {
    return json;
  }

  /**
   * What was encrypted, with the tier of its header: equal to the request that the client was
   * given.
   *
   * @throws InvalidInputException if it is none that this library would send
   */
  public ChatRequest chatRequest() {
    ChatRequest sent = ChatRequest.of(json);
    return securityTier().map(tier -> sent.newBuilder().securityTier(tier).build()).orElse(sent);
  }

  /** The body as it travelled: the package of protocol section 3. A copy. */
  public byte[] packageBytes() {
    return sealed.toArray();
  }

  SealingKey clientKey() {
    return headers.clientKey();
  }

  @Override
  public String toString() {
    return "ReceivedRequest["
        + payloadId()
        + ", package of "
        + sealed.size()
        + " bytes, headers "
        + headers.all().keySet()
        + header("Authorization")
            .map(value -> ", Authorization of " + value.length() + " chars")
            .orElse("")
        + "]";
  }
}
