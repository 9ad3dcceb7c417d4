// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a parameter of a {@link ToolMethod} for the model. Needed only where the compiler did not
 * keep the names ({@code javac -parameters}), or where the model is to see another one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {

  /** The name. */
  String value();
}
