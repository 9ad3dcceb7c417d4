/** Tables and charts of results. */
@NullMarked
package ai.nomyo.bench.report;

import org.jspecify.annotations.NullMarked;
