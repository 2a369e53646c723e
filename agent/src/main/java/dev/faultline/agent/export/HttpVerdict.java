// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;

/**
 * What the status of an answer means that is no success, for protocols that go by OTLP's rules:
 * four statuses may be tried again, everything else is final.
 */
public final class HttpVerdict {
  private HttpVerdict() {}

  /**
   * @param said what was answered, for a log line
   * @param epochMillis now, for a {@code Retry-After} that is a date
   */
  public static Outcome of(Answer answer, String said, long epochMillis) {
    switch (answer.status) {
      case 429:
      case 502:
      case 503:
      case 504:
        return Outcome.retry(Backoff.retryAfterMillis(answer.retryAfter, epochMillis), said);
      case 413:
        return Outcome.tooLarge(said);
      case 400:
      case 422:
        return Outcome.refused("http_" + answer.status, said);
      default:
        return Outcome.dropped("http_" + answer.status, said);
    }
  }
}
