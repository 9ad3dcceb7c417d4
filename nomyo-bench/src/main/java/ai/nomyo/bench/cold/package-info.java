/** Processes that do one thing and end. */
@NullMarked
package ai.nomyo.bench.cold;

import org.jspecify.annotations.NullMarked;
