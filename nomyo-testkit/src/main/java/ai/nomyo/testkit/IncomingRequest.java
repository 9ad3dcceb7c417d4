// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

/** An HTTP request as it came in, before anything of it was checked. */
final class IncomingRequest {

  private final String method;
  private final String target;
  private final HeaderFields headers;
  private final byte[] body;

  /**
   * @param target the path as it was sent, with its query if there was one
   * @param body belongs to the request from now on; not to be changed
   */
  IncomingRequest(String method, String target, HeaderFields headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  HeaderFields headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
