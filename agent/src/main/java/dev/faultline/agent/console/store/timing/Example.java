// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import java.util.ArrayList;
import java.util.List;

/** A slow span, to look at. Immutable. */
public final class Example {
  public final String traceId;
  public final long durationMicros;

  /** When it began, in milliseconds since 1970. */
  public final long timeMillis;

  /** Of HTTP; empty where there is none. */
  public final String status;

  public final boolean failed;

  Example(String traceId, long durationMicros, long timeMillis, String status, boolean failed) {
    this.traceId = traceId;
    this.durationMicros = durationMicros;
    this.timeMillis = timeMillis;
    this.status = status;
    this.failed = failed;
  }

  /**
   * Keeps the slowest, each trace once, slowest first.
   *
   * @return whether it is among them and was not yet
   */
  static boolean add(List<Example> slowest, Example example, int max) {
    for (int i = 0; i < slowest.size(); i++) {
      if (!slowest.get(i).traceId.equals(example.traceId)) continue;
      if (slowest.get(i).durationMicros >= example.durationMicros) return false;
      slowest.remove(i);
    }
    int at = 0;
    while (at < slowest.size() && slowest.get(at).durationMicros >= example.durationMicros) at++;
    if (at >= max) return false;
    slowest.add(at, example);
    if (slowest.size() > max) slowest.remove(max);
    return true;
  }

  static String text(List<Example> examples) {
    StringBuilder text = new StringBuilder();
    for (Example each : examples) {
      text.append(word(each.traceId)).append(' ').append(each.durationMicros).append(' ');
      text.append(each.timeMillis).append(' ').append(each.failed).append(' ');
      text.append(word(each.status)).append('\n');
    }
    return text.toString();
  }

  static List<Example> list(String text) {
    List<Example> examples = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] words = line.split(" ", -1);
      if (words.length != 5) continue;
      examples.add(
          new Example(
              words[0],
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              words[4],
              Boolean.parseBoolean(words[3])));
    }
    return examples;
  }

  private static String word(String text) {
    return text.replaceAll("\\s", "_");
  }
}
