// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a tool of {@link Toolbox#of(Object)}. Its parameters are the tool's arguments
 * ({@link Param}, {@link Description}), its result goes to the model as {@link Tool} says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {

  /** When and how to call it, for the model. */
  String description();

  /** What the model calls it; the method's own name by default, as it is written. */
  String name() default "";
}
