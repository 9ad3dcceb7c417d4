/** The examples, each against a router on this machine. */
@NullMarked
package ai.nomyo.examples;

import org.jspecify.annotations.NullMarked;
