// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A channel that is an address to which JSON is posted. */
abstract class HttpChannel extends Channel {
  static final Map<String, String> NO_HEADERS = Collections.emptyMap();

  /** What follows the host, with query; a secret. */
  final String path;

  final LongSupplier epochMillis;
  private final Wire wire;

  HttpChannel(ChannelConfig config, String url, Wire.Maker wires, LongSupplier epochMillis) {
    super(config);
    int host = url.indexOf("://") + 3;
    int end = host;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) end++;
    int fragment = url.indexOf('#');
    this.path = url.substring(end, fragment < 0 ? url.length() : fragment);
    this.epochMillis = epochMillis;
    this.wire = wires.to(url.substring(0, end), config.headers(), config.timeoutMillis());
  }

  final Verdict post(String path, Map<String, String> headers, byte[] body) throws IOException {
    return judge(wire.post(path, headers, body));
  }

  final Verdict post(byte[] body) throws IOException {
    return post(path, NO_HEADERS, body);
  }

  /** What an answer of status 200 to 299 says. */
  abstract Verdict said(Answer answer);

  @Override
  void abort() {
    wire.abort();
  }

  private Verdict judge(Answer answer) {
    if (answer.isSuccess()) return said(answer);
    String said = told(answer.said(), answer);
    switch (answer.status) {
      case 401:
      case 403:
      case 404:
      case 407:
      case 410:
        return Verdict.of(Verdict.Kind.LOCKED, said);
      case 413:
        return Verdict.of(Verdict.Kind.TOO_LONG, said);
      case 408:
      case 429:
        return Verdict.retry(said, retryAfter(answer));
      default:
        if (answer.status < 500) return Verdict.of(Verdict.Kind.REFUSED, said);
        return Verdict.retry(said, retryAfter(answer));
    }
  }

  private long retryAfter(Answer answer) {
    return Backoff.retryAfterMillis(answer.retryAfter, epochMillis.getAsLong());
  }

  /** What was said, and the beginning of the body, which often says why. */
  static String told(String said, Answer answer) {
    String body = Cut.line(new String(answer.body, StandardCharsets.UTF_8));
    return body.isEmpty() ? said : said + ": " + Cut.to(body, 200, Measure.CHARS);
  }

  /** The number that a field of the body holds; null where it holds none. */
  static @Nullable Integer code(Answer answer, String field) {
    String text = Body.field(answer.body, field);
    if (text == null) return null;
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Of a page that some proxy has put in the way, or a server that is not who we think it is. */
  static Verdict strange(Answer answer) {
    return Verdict.retry(told("not an answer that it gives: status " + answer.status, answer), -1);
  }
}
