/** {@code SecretMemory} in locked pages, by way of JNA. */
@NullMarked
package ai.nomyo.memory.locked;

import org.jspecify.annotations.NullMarked;
