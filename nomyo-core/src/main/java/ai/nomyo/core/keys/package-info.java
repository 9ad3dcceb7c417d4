/**
 * The client's key ring: load a pair, or make one when there is none; lend it to calls; replace it
 * when it is due. And what an administrator does with stored pairs.
 */
@NullMarked
package ai.nomyo.core.keys;

import org.jspecify.annotations.NullMarked;
