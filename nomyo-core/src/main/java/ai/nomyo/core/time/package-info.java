/** The time that calls have, and how they wait. */
@NullMarked
package ai.nomyo.core.time;

import org.jspecify.annotations.NullMarked;
