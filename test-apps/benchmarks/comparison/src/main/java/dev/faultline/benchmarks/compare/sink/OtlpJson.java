// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.nio.charset.StandardCharsets;

/**
 * Counts spans in OTLP's JSON by names that only a span has, without parsing it: what is counted is
 * our own encoder's, which writes no blanks and never these names in a text of another kind.
 */
final class OtlpJson {
  private static final byte[] SPAN = ascii("\"startTimeUnixNano\":");
  private static final byte[] SERVER = ascii("\"kind\":2");
  private static final byte[] FOLD = ascii("\"faultline.fold.count\",\"value\":{\"intValue\":");
  private static final byte[] RECORD = ascii("\"severityNumber\":");

  private OtlpJson() {}

  static void spans(byte[] json, Tally tally) {
    int spans = 0;
    int roots = 0;
    for (int i = 0; i < json.length; i++) {
      if (json[i] != '"') continue;
      if (isAt(json, i, SPAN)) spans++;
      else if (isAt(json, i, SERVER)) roots++;
      else if (isAt(json, i, FOLD)) spans += numberAt(json, i + FOLD.length) - 1;
    }
    tally.spans.add(spans);
    tally.roots.add(roots);
  }

  static int records(byte[] json) {
    int records = 0;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '"' && isAt(json, i, RECORD)) records++;
    }
    return records;
  }

  /** A number, in quotation marks or without. */
  static int numberAt(byte[] text, int position) {
    int number = 0;
    for (int i = text[position] == '"' ? position + 1 : position; i < text.length; i++) {
      if (text[i] < '0' || text[i] > '9') break;
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  static boolean isAt(byte[] text, int position, byte[] wanted) {
    if (position + wanted.length > text.length) return false;
    for (int i = 0; i < wanted.length; i++) {
      if (text[position + i] != wanted[i]) return false;
    }
    return true;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
