/**
 * What tests use of the machine that they run on: its kernel, JDK, commands and tokens. A test
 * skips where one of them is absent.
 */
@NullMarked
package ai.nomyo.testkit.machine;

import org.jspecify.annotations.NullMarked;
