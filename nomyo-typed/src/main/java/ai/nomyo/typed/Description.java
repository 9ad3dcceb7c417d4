// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the model what a record, one of its components or a tool's parameter means. It is sent as
 * {@code description} in the JSON Schema.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Description {

  /** What it means, in the model's language. */
  String value();
}
