/** What was measured, and the file it is kept in. */
@NullMarked
package ai.nomyo.bench.result;

import org.jspecify.annotations.NullMarked;
