/** The router as the flow sees it: its address, its public key, its answers and its errors. */
@NullMarked
package ai.nomyo.core.server;

import org.jspecify.annotations.NullMarked;
