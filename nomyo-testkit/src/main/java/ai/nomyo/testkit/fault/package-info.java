/**
 * A network that fails on demand: {@link ai.nomyo.testkit.fault.FaultProxy} stands between a client
 * and its server and does what a {@link ai.nomyo.testkit.fault.Fault} says, to the bytes and not to
 * what they mean.
 */
@NullMarked
package ai.nomyo.testkit.fault;

import org.jspecify.annotations.NullMarked;
