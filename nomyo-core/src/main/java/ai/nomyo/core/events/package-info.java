/** What happens to calls, told to listeners and to the log. */
@NullMarked
package ai.nomyo.core.events;

import org.jspecify.annotations.NullMarked;
