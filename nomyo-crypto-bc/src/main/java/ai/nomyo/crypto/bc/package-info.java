/** The cipher port on Bouncy Castle's lightweight API, without any JCA provider. */
@NullMarked
package ai.nomyo.crypto.bc;

import org.jspecify.annotations.NullMarked;
