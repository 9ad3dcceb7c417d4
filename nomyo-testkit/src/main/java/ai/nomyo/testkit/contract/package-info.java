/**
 * The contracts of the outbound ports as abstract tests: an adapter's test is a subclass of a few
 * lines.
 */
@NullMarked
package ai.nomyo.testkit.contract;

import org.jspecify.annotations.NullMarked;
