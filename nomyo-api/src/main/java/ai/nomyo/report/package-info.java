/** What a client can say of how it protects its calls. */
@NullMarked
package ai.nomyo.report;

import org.jspecify.annotations.NullMarked;
