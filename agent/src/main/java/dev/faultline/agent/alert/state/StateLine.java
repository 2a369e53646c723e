// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** A line of the file of a {@link FileState}: words between tabs, the first says what it is. */
final class StateLine {
  private static final String SEEN = "seen";
  private static final String INCIDENT = "incident";
  private static final String GONE = "gone";
  private static final int BEFORE_LABELS = 10;

  private StateLine() {}

  static String seen(String key, long millis) {
    return SEEN + '\t' + millis + '\t' + escaped(key);
  }

  static String gone(String key) {
    return GONE + '\t' + escaped(key);
  }

  static String incident(Incident of) {
    StringBuilder line = new StringBuilder(INCIDENT);
    line.append('\t').append(escaped(of.key)).append('\t').append(escaped(of.rule));
    long[] numbers = {
      of.firedMillis,
      of.toldMillis,
      of.announcedMillis,
      of.count,
      of.toldCount,
      of.firstMillis,
      of.lastMillis
    };
    for (long each : numbers) line.append('\t').append(each);
    of.labels.forEach(
        (name, value) ->
            line.append('\t').append(escaped(name)).append('\t').append(escaped(value)));
    return line.toString();
  }

  static List<String> all(MemoryState state) {
    List<String> lines = new ArrayList<>();
    state.seen((key, millis) -> lines.add(seen(key, millis)));
    for (Incident each : state.incidents()) lines.add(incident(each));
    return lines;
  }

  /** A line that is damaged, as the last one may be, says nothing. */
  static void apply(
      String line, ObjLongConsumer<String> seen, Consumer<Incident> save, Consumer<String> remove) {
    String[] words = line.split("\t", -1);
    try {
      if (words[0].equals(SEEN) && words.length == 3) {
        seen.accept(plain(words[2]), Long.parseLong(words[1]));
      } else if (words[0].equals(GONE) && words.length == 2) {
        remove.accept(plain(words[1]));
      } else if (words[0].equals(INCIDENT) && words.length >= BEFORE_LABELS) {
        save.accept(incident(words));
      }
    } catch (NumberFormatException e) {
      // as above
    }
  }

  private static Incident incident(String[] words) {
    long[] n = new long[7];
    for (int i = 0; i < n.length; i++) n[i] = Long.parseLong(words[3 + i]);
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = BEFORE_LABELS; i + 1 < words.length; i += 2) {
      labels.put(plain(words[i]), plain(words[i + 1]));
    }
    return new Incident(
        plain(words[1]), plain(words[2]), labels, n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        c = text.charAt(++i);
        c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
