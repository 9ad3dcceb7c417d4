/** One program per class, to copy from; README.md says what each shows. */
@NullMarked
package ai.nomyo.examples;

import org.jspecify.annotations.NullMarked;
