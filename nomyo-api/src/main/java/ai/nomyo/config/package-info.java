/** Settings that a caller hands to a client or to a call. */
@NullMarked
package ai.nomyo.config;

import org.jspecify.annotations.NullMarked;
