/** Tests of the router with a small client of their own. */
@NullMarked
package ai.nomyo.testkit;

import org.jspecify.annotations.NullMarked;
