/** The transport on Apache HttpClient 5: pooled connections, blocking exchanges. */
@NullMarked
package ai.nomyo.transport.httpclient;

import org.jspecify.annotations.NullMarked;
