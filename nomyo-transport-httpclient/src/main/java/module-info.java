/**
 * The transport on Apache HttpClient 5.
 *
 * <p>Start at {@link ai.nomyo.transport.httpclient.HttpClientTransport}.
 */
// HttpClient's modules are automatic ones whose names stand in their manifests.
@SuppressWarnings("requires-automatic")
module ai.nomyo.transport.httpclient {
  requires transitive ai.nomyo.core;
  // HttpClient's keep-alive options; an automatic module cannot say so itself.
  requires jdk.net;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires static org.jspecify;

  exports ai.nomyo.transport.httpclient;
}
