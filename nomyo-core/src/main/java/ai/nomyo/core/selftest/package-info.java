/** Known answers that a cipher must give before it is used. */
@NullMarked
package ai.nomyo.core.selftest;

import org.jspecify.annotations.NullMarked;
