// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer means. To send the same points again changes nothing in InfluxDB, for they
 * overwrite themselves; so all that may pass is tried again, and what is refused without saying how
 * many is cut in halves until that is known.
 */
final class Verdict {
  private static final int MAX_WORDS = 300;

  /**
   * {@code {"error":"partial write: field type conflict: ... dropped=2"}}; lines that could not be
   * read are not counted there, and it says 0.
   */
  private static final Pattern PARTIAL =
      Pattern.compile("partial write: .*dropped=([0-9]{1,9})\\b[^=]*$", Pattern.DOTALL);

  private Verdict() {}

  static Outcome of(Answer answer, String address, long epochMillis) {
    if (answer.isSuccess()) return Outcome.delivered();
    String words = words(answer.body);
    String said = address + " answered with status " + answer.status + words;
    switch (answer.status) {
      case 400:
      case 422:
        return refused(answer.status, words, said);
      case 413:
        return Outcome.tooLarge(said);
      case 429:
      case 500:
      case 502:
      case 503:
      case 504:
        return Outcome.retry(Backoff.retryAfterMillis(answer.retryAfter, epochMillis), said);
      default:
        return Outcome.dropped("http_" + answer.status, said);
    }
  }

  private static Outcome refused(int status, String words, String said) {
    Matcher partial = PARTIAL.matcher(words);
    long dropped = partial.find() ? Long.parseLong(partial.group(1)) : 0;
    if (dropped > 0) return Outcome.delivered(dropped, "partial_write", said);
    return Outcome.refused("http_" + status, said);
  }

  /** The beginning and the end: what went wrong, and how many. */
  private static String words(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).trim().replaceAll("\\s+", " ");
    if (text.isEmpty()) return "";
    if (text.length() <= 2 * MAX_WORDS) return ": " + text;
    String end = text.substring(text.length() - MAX_WORDS);
    return ": " + text.substring(0, MAX_WORDS) + " ... " + end;
  }
}
