@NullMarked
package ai.nomyo.testkit.fault;

import org.jspecify.annotations.NullMarked;
