// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that could name classes could have any made that is on the class path. */
class PolymorphismTest {

  static class Plain {
    String type = "";
  }

  @JsonTypeInfo(use = Id.CLASS)
  record WithItsClass(String text) {}

  @JsonTypeInfo(use = Id.CLASS, include = As.EXISTING_PROPERTY, property = "type")
  static class InAMember extends Plain {}

  @JsonTypeInfo(use = Id.MINIMAL_CLASS, include = As.EXISTING_PROPERTY, property = "type")
  static class InAMemberShort extends Plain {}

  static class Inheriting extends InAMemberShort {}

  @JsonTypeInfo(use = Id.DEDUCTION)
  static class Deduced extends Plain {}

  record Beside(
      @JsonTypeInfo(use = Id.CLASS, include = As.EXTERNAL_PROPERTY, property = "kind") Plain part,
      String kind) {}

  record Around(
      @JsonTypeInfo(use = Id.CLASS, include = As.WRAPPER_OBJECT) Plain part, String kind) {}

  record InAnArray(
      @JsonTypeInfo(use = Id.CLASS, include = As.WRAPPER_ARRAY) Plain part, String kind) {}

  record OfElements(
      @JsonTypeInfo(use = Id.CLASS, include = As.EXISTING_PROPERTY, property = "type")
          List<Plain> parts) {}

  record Below(List<InAMemberShort> parts) {}

  record OfAClass(Class<?> type) {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        WithItsClass.class,
        InAMember.class,
        InAMemberShort.class,
        Inheriting.class,
        Deduced.class,
        Beside.class,
        Around.class,
        InAnArray.class,
        OfElements.class,
        Below.class,
        OfAClass.class
      })
  void typeThatAModelCouldChoose_isRefused(Class<?> type) {
    assertThrows(InvalidInputException.class, () -> JsonSchema.of(type));
  }

  @Test
  void refusal_namesTheType() {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> JsonSchema.of(Beside.class));
    assertEquals(
        Plain.class.getName()
            + ": given an annotation that chooses among subtypes, allowed is none such",
        refused.getMessage());
  }

  static final class Taking {
    @ToolMethod(description = "")
    String take(@Param("part") InAMemberShort part) {
      return part.type;
    }
  }

  @Test
  void parameterThatAModelCouldChoose_isRefused() {
    String refusal =
        assertThrows(InvalidInputException.class, () -> Toolbox.of(new Taking())).getMessage();
    assertTrue(refusal.startsWith(InAMemberShort.class.getName()), refusal);
  }
}
