/** The client's key ring: load a pair, or make one when there is none; lend it to calls. */
@NullMarked
package ai.nomyo.core.keys;

import org.jspecify.annotations.NullMarked;
