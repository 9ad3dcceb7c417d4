/** The {@code nomyo bench} command: what is measured, in which order, and how far it is. */
@NullMarked
package ai.nomyo.bench.run;

import org.jspecify.annotations.NullMarked;
