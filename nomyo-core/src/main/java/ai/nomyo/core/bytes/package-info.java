/** Sequences of bytes: public ones that are immutable, secret ones that are erased. */
@NullMarked
package ai.nomyo.core.bytes;

import org.jspecify.annotations.NullMarked;
