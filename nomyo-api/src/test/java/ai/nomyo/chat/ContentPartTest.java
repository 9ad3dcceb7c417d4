// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonErasableString;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPartTest {

  private static final byte[] BYTES = {0, -1, 62};
  private static final JsonErasableString ERASABLE =
      JsonErasableString.owning("canary".toCharArray());

  @Test
  void text_isItsOwnMember() {
    ContentPart part = ContentPart.text("x");
    assertEquals(Json.object("type", "text", "text", "x"), part.json());
    assertEquals(Optional.of("text"), part.type());
    assertEquals(Optional.of("x"), part.text());
    assertEquals(Optional.empty(), part.imageUrl());
  }

  @Test
  void erasableTextAndUrl_stayErasable() {
    ContentPart text = ContentPart.text(ERASABLE);
    assertEquals(Json.object("type", "text", "text", ERASABLE), text.json());
    assertEquals(Optional.empty(), text.text());
    assertEquals(
        Json.typed("image_url", Json.object("url", ERASABLE)), ContentPart.image(ERASABLE).json());
    assertEquals(
        Json.typed("image_url", Json.object("url", ERASABLE, "detail", "low")),
        ContentPart.image(ERASABLE, ImageDetail.LOW).json());
    assertEquals(Optional.empty(), ContentPart.image(ERASABLE).imageUrl());
  }

  @Test
  void image_isAnUrlWithADetail() {
    assertEquals(
        Json.typed("image_url", Json.object("url", "https://x")),
        ContentPart.image("https://x").json());
    ContentPart part = ContentPart.image("https://x", ImageDetail.HIGH);
    assertEquals(
        Json.typed("image_url", Json.object("url", "https://x", "detail", "high")), part.json());
    assertEquals(Optional.of("https://x"), part.imageUrl());
    assertEquals(Optional.of(ImageDetail.HIGH), part.imageDetail());
    assertEquals(Optional.empty(), ContentPart.image("https://x").imageDetail());
  }

  @Test
  void imageData_isADataUrl() {
    assertEquals(
        Optional.of("data:image/png;base64,AP8+"),
        ContentPart.imageData("image/png", BYTES).imageUrl());
    assertEquals(
        Optional.of("data:image/svg+xml;base64,AP8+"),
        ContentPart.imageData("image/svg+xml", BYTES).imageUrl());
  }

  @Test
  void audio_isBase64WithAFormat() {
    ContentPart part = ContentPart.audio("wav", BYTES);
    assertEquals(
        Json.typed("input_audio", Json.object("data", "AP8+", "format", "wav")), part.json());
    assertEquals(Optional.of("AP8+"), part.audioData());
    assertEquals(Optional.of("wav"), part.audioFormat());
  }

  @Test
  void file_isDataOrAnId() {
    ContentPart data = ContentPart.fileData("a.pdf", "application/pdf", BYTES);
    String url = "data:application/pdf;base64,AP8+";
    assertEquals(
        Json.typed("file", Json.object("filename", "a.pdf", "file_data", url)), data.json());
    assertEquals(Optional.of("a.pdf"), data.filename());
    assertEquals(Optional.of(url), data.fileData());
    ContentPart id = ContentPart.fileId("file-1");
    assertEquals(Json.typed("file", Json.object("file_id", "file-1")), id.json());
    assertEquals(Optional.of("file-1"), id.fileId());
    assertEquals(Optional.empty(), id.fileData());
  }

  @Test
  void refusal_isItsOwnMember() {
    ContentPart part = ContentPart.refusal("no");
    assertEquals(Json.typed("refusal", "no"), part.json());
    assertEquals(Optional.of("no"), part.refusal());
  }

  @Test
  void withAdditional_addsToACopy() {
    ContentPart part = ContentPart.text("x");
    ContentPart cached =
        part.withAdditional("prompt_cache_breakpoint", Json.object("mode", "explicit"));
    assertEquals(
        Json.object(
            "type",
            "text",
            "text",
            "x",
            "prompt_cache_breakpoint",
            Json.object("mode", "explicit")),
        cached.json());
    assertEquals(2, part.json().members().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "canary", "image/", "/png", "a b/c", "image/png;base64", "a/b,canary"})
  void mediaTypeThatIsNone_isRefused(String mediaType) {
    String given = mediaType.length() + " chars, allowed is a type/subtype such as image/png";
    Refused.with("image media type: given " + given, () -> ContentPart.imageData(mediaType, BYTES));
    Refused.with(
        "file media type: given " + given, () -> ContentPart.fileData("f", mediaType, BYTES));
  }

  @Test
  void noBytes_areRefused() {
    byte[] none = {};
    String given = ": given 0 bytes, allowed is 1 byte or more";
    Refused.with("image" + given, () -> ContentPart.imageData("image/png", none));
    Refused.with("audio" + given, () -> ContentPart.audio("wav", none));
    Refused.with("file" + given, () -> ContentPart.fileData("f", "a/b", none));
  }
}
