/** A router to talk to in tests, and the contracts that every adapter keeps. */
@NullMarked
package ai.nomyo.testkit;

import org.jspecify.annotations.NullMarked;
