/** The threads that calls and exchanges run on. */
@NullMarked
package ai.nomyo.core.threads;

import org.jspecify.annotations.NullMarked;
