/**
 * What can go wrong, one class per thing a caller can do something about.
 *
 * <p>Start at {@link ai.nomyo.error.NomyoException}. No message holds a prompt, an answer, a key or
 * a header's value.
 */
@NullMarked
package ai.nomyo.error;

import org.jspecify.annotations.NullMarked;
