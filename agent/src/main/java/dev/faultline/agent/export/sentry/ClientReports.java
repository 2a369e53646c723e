// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was dropped, by Sentry's reasons and categories, until the counts are taken along by
 * an envelope. For any thread.
 */
final class ClientReports {
  /** Of the account: what a limit that is in force has discarded. */
  static final String BACKOFF = "ratelimit_backoff";

  /** Of the account: what Sentry has refused. */
  static final String SEND_ERROR = "send_error";

  /** Of the account: what Sentry has refused by a limit. It counts those itself. */
  static final String LIMITED = "http_429";

  /** By reason and category, with a blank in between. */
  private Map<String, Long> counts = new TreeMap<>();

  /** As the account has it. */
  void dropped(Signal signal, long count, String reason) {
    if (reason.equals(LIMITED) || reason.equals(Losses.SAMPLED)) return; // the latter: sampledOut
    if (signal == Signal.SPANS) {
      add(reason(reason), "span", count);
      add(reason(reason), RateLimits.TRANSACTION, 1);
    } else {
      add(reason(reason), RateLimits.ERROR, count);
    }
  }

  /** Of traces that the sample rate left out. */
  void sampledOut(int transactions, int spans) {
    add("sample_rate", "span", spans);
    if (transactions > 0) add("sample_rate", RateLimits.TRANSACTION, transactions);
  }

  private synchronized void add(String reason, String category, long count) {
    counts.merge(reason + ' ' + category, count, Long::sum);
  }

  /** All counts, which begin anew; or null when there are none. */
  synchronized @Nullable Map<String, Long> take() {
    if (counts.isEmpty()) return null;
    Map<String, Long> taken = counts;
    counts = new TreeMap<>();
    return taken;
  }

  /** Puts back what was taken and did not arrive. */
  synchronized void putBack(@Nullable Map<String, Long> taken) {
    if (taken == null) return;
    for (Map.Entry<String, Long> each : taken.entrySet()) {
      counts.merge(each.getKey(), each.getValue(), Long::sum);
    }
  }

  /** The item's payload, or null for no counts. */
  static byte @Nullable [] json(@Nullable Map<String, Long> taken, long epochMillis)
      throws IOException {
    if (taken == null) return null;
    Bytes out = new Bytes();
    try (JsonGenerator json = Envelope.json(out)) {
      json.writeStartObject();
      json.writeStringField("timestamp", Instant.ofEpochMilli(epochMillis).toString());
      json.writeArrayFieldStart("discarded_events");
      for (Map.Entry<String, Long> each : taken.entrySet()) {
        int blank = each.getKey().indexOf(' ');
        json.writeStartObject();
        json.writeStringField("reason", each.getKey().substring(0, blank));
        json.writeStringField("category", each.getKey().substring(blank + 1));
        json.writeNumberField("quantity", each.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** Sentry knows these words and no others. */
  private static String reason(String reason) {
    switch (reason) {
      case BACKOFF:
      case SEND_ERROR:
        return reason;
      case "queue_full":
        return "queue_overflow";
      case "retries_exhausted":
      case "shutdown":
        return "network_error";
      case "too_large":
      case "out_of_memory":
        return "buffer_overflow";
      default:
        return reason.startsWith("spool") ? "cache_overflow" : "internal_sdk_error";
    }
  }
}
