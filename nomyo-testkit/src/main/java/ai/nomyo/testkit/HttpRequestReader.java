// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HTTP/1.1 requests (RFC 9112) off a connection. One thread at a time. */
final class HttpRequestReader {

  private static final int MAX_HEAD_BYTES = 64 * 1024;

  /** Several times what the protocol allows, so that its own check has the word. */
  static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.[01]");
  private static final Pattern FIELD = Pattern.compile("([!-9;-~]+):[ \\t]*(.*?)[ \\t]*");

  private final InputStream in;
  private final OutputStream out;
  private final int maxBodyBytes;
  private int headBytesLeft;

  HttpRequestReader(InputStream in, OutputStream out, int maxBodyBytes) {
    this.in = in;
    this.out = out;
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * The next request, whole.
   *
   * @return empty when the client has closed the connection
   * @throws Refusal if it is no HTTP/1.1 request, after which the connection is of no use
   */
  Optional<IncomingRequest> next() throws IOException, Refusal {
    headBytesLeft = MAX_HEAD_BYTES;
    Optional<String> requestLine = line();
    if (requestLine.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = REQUEST_LINE.matcher(requestLine.get());
    if (!parts.matches()) {
      throw Refusal.mistake("the request line is not HTTP/1.1");
    }
    HeaderFields headers = headers();
    return Optional.of(new IncomingRequest(parts.group(1), parts.group(2), headers, body(headers)));
  }

  private HeaderFields headers() throws IOException, Refusal {
    HeaderFields headers = new HeaderFields();
    for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw Refusal.mistake("a header line is malformed");
      }
      headers.add(field.group(1), field.group(2));
    }
    return headers;
  }

  private byte[] body(HeaderFields headers) throws IOException, Refusal {
    List<String> lengths = headers.all("Content-Length");
    List<String> codings = headers.all("Transfer-Encoding");
    if (lengths.isEmpty() && codings.isEmpty()) {
      return new byte[0];
    }
    if (lengths.size() + codings.size() != 1) {
      throw Refusal.mistake("the length of the body is given more than once");
    }
    inviteBody(headers);
    return codings.isEmpty() ? exactly(number(lengths.get(0), 10)) : chunks(codings.get(0));
  }

  private void inviteBody(HeaderFields headers) throws IOException {
    if (headers.lists("Expect", "100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private byte[] chunks(String coding) throws IOException, Refusal {
    if (!coding.equalsIgnoreCase("chunked")) {
      throw Refusal.violation(501, "the transfer coding is not chunked");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      limit((long) body.size() + size);
      body.writeBytes(exactly(size));
      requiredLine();
    }
    headers();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException, Refusal {
    headBytesLeft = MAX_HEAD_BYTES;
    return number(requiredLine().split(";", 2)[0].strip(), 16);
  }

  private int number(String text, int radix) throws Refusal {
    try {
      long value = Long.parseUnsignedLong(text, radix);
      limit(value);
      return (int) value;
    } catch (NumberFormatException malformed) {
      throw Refusal.mistake("the length of the body is malformed");
    }
  }

  private void limit(long bodyBytes) throws Refusal {
    if (bodyBytes < 0 || bodyBytes > maxBodyBytes) {
      throw Refusal.violation(413, "the body is larger than " + maxBodyBytes + " bytes");
    }
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the request was cut");
    }
    return bytes;
  }

  private String requiredLine() throws IOException, Refusal {
    return line().orElseThrow(() -> new EOFException("the request was cut"));
  }

  private Optional<String> line() throws IOException, Refusal {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 && line.size() == 0) {
        return Optional.empty();
      }
      if (b < 0) {
        throw new EOFException("the request was cut");
      }
      if (--headBytesLeft < 0) {
        throw Refusal.violation(431, "the headers are larger than " + MAX_HEAD_BYTES + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
