/**
 * The version 1.0 package and the JSON in it (docs/protocol.md, sections 3 and 4): the only room
 * that knows how JSON is spelt.
 */
@NullMarked
package ai.nomyo.core.wire;

import org.jspecify.annotations.NullMarked;
