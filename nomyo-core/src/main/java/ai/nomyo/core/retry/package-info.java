/** A call's attempts: when one follows another, when none is made, and what is noted of each. */
@NullMarked
package ai.nomyo.core.retry;

import org.jspecify.annotations.NullMarked;
