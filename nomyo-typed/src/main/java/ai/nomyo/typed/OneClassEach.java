// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.InvalidInputException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Refuses annotations by which what the model writes would choose the class that is made. */
final class OneClassEach extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    if (super.findPolymorphicTypeInfo(config, annotated) != null
        || super.findTypeResolverBuilder(config, annotated) != null) {
      throw new InvalidInputException(
          annotated.getRawType().getName(),
          "an annotation that chooses among subtypes",
          "none such");
    }
    return null;
  }
}
