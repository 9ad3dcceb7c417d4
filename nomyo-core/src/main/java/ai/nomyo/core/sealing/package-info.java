/**
 * The way of a plaintext into a cipher, in windows that are erased behind it.
 *
 * <p>Start at {@link ai.nomyo.core.sealing.WindowedSealing}. An adapter brings a {@link
 * ai.nomyo.core.sealing.WindowCipher}.
 */
@NullMarked
package ai.nomyo.core.sealing;

import org.jspecify.annotations.NullMarked;
