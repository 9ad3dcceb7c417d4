// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonErasableString;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudioAndPredictionTest {

  @Test
  void audio_hasAFormatAndAVoice() {
    AudioOutput audio = AudioOutput.of("wav", "alloy");
    assertEquals(Json.object("format", "wav", "voice", "alloy"), audio.json());
    assertEquals(Optional.of("wav"), audio.format());
    assertEquals(Optional.of("alloy"), audio.voice());
    AudioOutput own = audio.withAdditional("voice", Json.object("id", "voice_1"));
    assertEquals(Json.object("format", "wav", "voice", Json.object("id", "voice_1")), own.json());
    assertEquals(Optional.empty(), own.voice());
  }

  @Test
  void prediction_isATextOrParts() {
    Prediction text = Prediction.content("x");
    assertEquals(Json.object("type", "content", "content", "x"), text.json());
    assertEquals(Optional.of("content"), text.type());
    assertEquals(List.of(ContentPart.text("x")), text.parts());
    List<ContentPart> parts = List.of(ContentPart.text("x"), ContentPart.text("y"));
    assertEquals(
        Json.object(
            "type", "content", "content", List.of(parts.get(0).json(), parts.get(1).json())),
        Prediction.content(parts).json());
    assertEquals(parts, Prediction.content(parts).parts());
    assertEquals(
        Json.object("type", "content", "content", "x", "new", 1),
        text.withAdditional("new", 1).json());
  }

  @Test
  void erasablePrediction_staysErasable() {
    JsonErasableString text = JsonErasableString.owning("canary".toCharArray());
    Prediction prediction = Prediction.content(text);
    assertEquals(Optional.of(text), prediction.json().get("content"));
    assertEquals(List.of(ContentPart.text(text)), prediction.parts());
  }
}
