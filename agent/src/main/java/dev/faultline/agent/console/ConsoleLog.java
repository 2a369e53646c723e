// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The lines on the terminal: one for each fault, and for each slow or failed trace. Whatever comes
 * from outside is cut, and rid of control characters, which terminals would obey.
 */
final class ConsoleLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final int MAX_TEXT = 160;
  private static final int MAX_SAID = 2_000;

  private final PrintStream out;

  ConsoleLog(PrintStream out) {
    this.out = out;
  }

  void fault(FaultRecord fault) {
    StringBuilder line = new StringBuilder(256);
    begin(line, fault.timeNanos, "FAULT ", fault.service);
    line.append(plain(fault.type));
    if (!fault.message.isEmpty()) line.append(": ").append(plain(fault.message));
    if (!fault.state.isEmpty()) line.append("  ").append(plain(fault.state.replace('_', ' ')));
    if (fault.count > 1) line.append("  (").append(fault.count).append(" times)");
    if (!fault.where.isEmpty()) line.append("  at ").append(plain(fault.where));
    if (!fault.place.isEmpty()) line.append("  in ").append(plain(fault.place));
    line.append("  fault ").append(fault.fingerprint);
    end(line, fault.traceId);
  }

  void trace(SpanRecord span) {
    StringBuilder line = new StringBuilder(256);
    begin(line, span.endNanos, span.failed ? "FAILED" : "SLOW  ", span.service);
    line.append(plain(span.name));
    String status = span.attributes.text("http.response.status_code", "http.status_code");
    if (!status.isEmpty()) line.append(' ').append(plain(status));
    line.append("  ").append(String.format(Locale.ROOT, "%.3f s", span.durationNanos() / 1e9));
    end(line, span.traceId);
  }

  /** One line of our own, which may tell what a database has said. */
  void say(String line) {
    out.println(plain(line, MAX_SAID));
  }

  private static void begin(StringBuilder line, long nanos, String what, String service) {
    line.append(TIME.format(Instant.ofEpochSecond(0, nanos))).append("  ").append(what);
    line.append("  ").append(plain(service)).append("  ");
  }

  private void end(StringBuilder line, String traceId) {
    if (!traceId.isEmpty()) line.append("  trace ").append(plain(traceId));
    out.println(line);
  }

  static String plain(String text) {
    return plain(text, MAX_TEXT);
  }

  private static String plain(String text, int max) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), max) + 3);
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      boolean harmless = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
      plain.append(harmless ? c : ' ');
    }
    if (text.length() > max) plain.append("...");
    return plain.toString();
  }
}
