// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebSearchOptionsTest {

  @Test
  void nothing_leavesTheChoiceToTheService() {
    assertEquals(JsonObject.empty(), WebSearchOptions.builder().build().json());
    assertEquals(Optional.empty(), WebSearchOptions.builder().build().city());
  }

  @Test
  void builder_putsEverythingInOneOrder() {
    WebSearchOptions options =
        WebSearchOptions.builder()
            .putAdditional("new", 1)
            .timezone("Europe/Berlin")
            .city("Ulm")
            .region("Swabia")
            .country("DE")
            .searchContextSize("low")
            .build();
    JsonObject near =
        Json.object(
            "country", "DE", "region", "Swabia", "city", "Ulm", "timezone", "Europe/Berlin");
    assertEquals(
        Json.object(
            "search_context_size",
            "low",
            "user_location",
            Json.object("type", "approximate", "approximate", near),
            "new",
            1),
        options.json());
    assertEquals(Optional.of("low"), options.searchContextSize());
    assertEquals(Optional.of("DE"), options.country());
    assertEquals(Optional.of("Swabia"), options.region());
    assertEquals(Optional.of("Ulm"), options.city());
    assertEquals(Optional.of("Europe/Berlin"), options.timezone());
    assertEquals(options, options.newBuilder().build());
  }

  @Test
  void newBuilder_losesNothingOfTheLocation() {
    JsonObject near = Json.object("street", "x", "city", "Ulm");
    WebSearchOptions options =
        new WebSearchOptions(
            Json.object("user_location", Json.object("approximate", near, "since", 7)));
    assertEquals(options, options.newBuilder().build());
    assertEquals(
        Json.object(
            "user_location",
            Json.object(
                "type",
                "approximate",
                "approximate",
                Json.object("country", "DE", "street", "x", "city", "Bonn"),
                "since",
                7)),
        options.newBuilder().city("Bonn").country("DE").build().json());
  }

  @Test
  void putAdditional_doesNotReplaceTheLocation() {
    Refused.at(
        "additional option",
        () -> WebSearchOptions.builder().putAdditional("user_location", "canary"));
  }
}
