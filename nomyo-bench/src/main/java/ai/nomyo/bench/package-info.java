/** Benchmarks of the hot path: sealing a request and opening an answer. */
@NullMarked
package ai.nomyo.bench;

import org.jspecify.annotations.NullMarked;
