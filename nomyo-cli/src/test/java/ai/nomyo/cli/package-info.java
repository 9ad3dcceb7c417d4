/** Tests of the {@code nomyo} command, in this process and as a packaged one. */
@NullMarked
package ai.nomyo.cli;

import org.jspecify.annotations.NullMarked;
