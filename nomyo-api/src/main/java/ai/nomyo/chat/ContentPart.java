// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's content: a text, an image, a sound or a file. Immutable, but that
 * erasable texts can be erased; the type and the models that take it are the service's matter.
 *
 * @param json the whole part, members this library does not know included; a part of another type
 *     is made with this constructor
 */
public record ContentPart(JsonObject json) {

  /** A text. */
  public static ContentPart text(String text) {
    return of("text", text);
  }

  /** As {@link #text(String)}, with a text that can be erased; closed by the caller. */
  public static ContentPart text(JsonErasableString text) {
    return of("text", text);
  }

  /**
   * An image that the service fetches, or that stands in the URL.
   *
   * @param url {@code https:} or {@code data:}, sent as it is
   */
  public static ContentPart image(String url) {
    return of("image_url", member("url", url));
  }

  /** As {@link #image(String)}, and how closely to look at it. */
  public static ContentPart image(String url, ImageDetail detail) {
    return of("image_url", image(JsonValue.of(url), detail));
  }

  /** As {@link #image(String)}, with a URL that can be erased; closed by the caller. */
  public static ContentPart image(JsonErasableString url) {
    return of("image_url", member("url", url));
  }

  /** As {@link #image(String, ImageDetail)}, with a URL that can be erased. */
  public static ContentPart image(JsonErasableString url, ImageDetail detail) {
    return of("image_url", image((JsonValue) url, detail));
  }

  private static JsonObject image(JsonValue url, ImageDetail detail) {
    return JsonObject.builder().put("url", url).put("detail", detail.value()).build();
  }

  /**
   * An image, sent as a {@code data:} URL with base64, a third larger than it is.
   *
   * @param mediaType such as {@code image/png}
   * @param image copied; the caller's to erase
   * @throws InvalidInputException if the type is none or there are no bytes
   */
  public static ContentPart imageData(String mediaType, byte[] image) {
    return image(dataUrl("image", mediaType, image));
  }

  /**
   * A sound, sent as base64, a third larger than it is.
   *
   * @param format such as {@code wav} or {@code mp3}
   * @param audio copied; the caller's to erase
   * @throws InvalidInputException if there are no bytes
   */
  public static ContentPart audio(String format, byte[] audio) {
    JsonObject sound =
        JsonObject.builder().put("data", base64("audio", audio)).put("format", format).build();
    return of("input_audio", sound);
  }

  /**
   * A file, sent as a {@code data:} URL with base64, a third larger than it is.
   *
   * @param filename what the model is told it is called
   * @param mediaType such as {@code application/pdf}
   * @param file copied; the caller's to erase
   * @throws InvalidInputException if the type is none or there are no bytes
   */
  public static ContentPart fileData(String filename, String mediaType, byte[] file) {
    String url = dataUrl("file", mediaType, file);
    return of("file", JsonObject.builder().put("filename", filename).put("file_data", url).build());
  }

  /** A file that the service has already, by its id. */
  public static ContentPart fileId(String id) {
    return of("file", member("file_id", id));
  }

  /** That the model refused, in a message of its own that is sent back to it. */
  public static ContentPart refusal(String refusal) {
    return of("refusal", refusal);
  }

  /** The parts of a content; a text, erasable or not, is one. */
  static List<ContentPart> in(JsonObject message) {
    return message
        .get("content")
        .filter(Rule.TEXT.accepts())
        .map(text -> List.of(of("text", text)))
        .orElseGet(() -> message.getObjects("content").stream().map(ContentPart::new).toList());
  }

  /** What a part of a type says stands in the member of that name. */
  private static ContentPart of(String type, Object value) {
    JsonObject.Builder part = JsonObject.builder().put("type", type);
    return new ContentPart(part.put(type, Rule.given(type, value)).build());
  }

  private static JsonObject member(String name, Object value) {
    return JsonObject.builder().put(name, Rule.given(name, value)).build();
  }

  private static String dataUrl(String name, String mediaType, byte[] bytes) {
    if (!mediaType.matches("[\\w.+-]+/[\\w.+-]+")) {
      throw new InvalidInputException(
          name + " media type", mediaType.length() + " chars", "a type/subtype such as image/png");
    }
    return "data:" + mediaType + ";base64," + base64(name, bytes);
  }

  private static String base64(String name, byte[] bytes) {
    if (bytes.length == 0) {
      throw new InvalidInputException(name, "0 bytes", "1 byte or more");
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The same with one more member, or another value of it. */
  public ContentPart withAdditional(String name, @Nullable Object value) {
    return new ContentPart(json.newBuilder().put(name, value).build());
  }

  /** What it is: {@code text}, {@code image_url}, {@code input_audio}, {@code file} and others. */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** The text; empty when it is of another type, or erasable (see {@link #json}). */
  public Optional<String> text() {
    return json.getString("text");
  }

  /** The model's refusal. */
  public Optional<String> refusal() {
    return json.getString("refusal");
  }

  /** The image's URL; empty when it is erasable. */
  public Optional<String> imageUrl() {
    return in("image_url", "url");
  }

  /** How closely to look at the image. */
  public Optional<ImageDetail> imageDetail() {
    return in("image_url", "detail").map(ImageDetail::new);
  }

  /** The sound in base64. */
  public Optional<String> audioData() {
    return in("input_audio", "data");
  }

  /** The sound's format. */
  public Optional<String> audioFormat() {
    return in("input_audio", "format");
  }

  /** The service's id of the file. */
  public Optional<String> fileId() {
    return in("file", "file_id");
  }

  /** What the file is called. */
  public Optional<String> filename() {
    return in("file", "filename");
  }

  /** The file, mostly as a {@code data:} URL. */
  public Optional<String> fileData() {
    return in("file", "file_data");
  }

  private Optional<String> in(String type, String name) {
    return json.getObject(type).flatMap(object -> object.getString(name));
  }

  /** How long its text is, erasable or not. */
  int chars() {
    return json.get("text").map(ContentPart::chars).orElse(0);
  }

  private static int chars(JsonValue text) {
    return text instanceof JsonErasableString erasable
        ? erasable.length()
        : text.asString().map(String::length).orElse(0);
  }
}
