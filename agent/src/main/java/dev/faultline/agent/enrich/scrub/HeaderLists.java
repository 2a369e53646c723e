// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request, scrubbed, by name in lower case. Unmodifiable. In one array, which can
 * be gone through pair by pair; a map is made of it for who asks for one.
 */
public final class HeaderLists extends AbstractMap<String, List<String>> {
  private static final int MAX_VALUES = 16;

  static final HeaderLists NONE = new HeaderLists(new String[0], 0);

  /** Name, value, name, value ...; those of one name together. */
  private final String[] pairs;

  private final int length;
  private @Nullable Map<String, List<String>> map;

  private HeaderLists(String[] pairs, int length) {
    this.pairs = pairs;
    this.length = length;
  }

  /**
   * Scrubs what was sent.
   *
   * @param sent name, value, name, value ...
   */
  static HeaderLists of(String @Nullable [] sent, Scrubber scrubber) {
    if (sent == null || sent.length < 2) return NONE;
    String[] pairs = new String[sent.length & ~1];
    int length = 0;
    int names = 0;
    for (int i = 0; i + 1 < sent.length; i += 2) {
      String name = sent[i].toLowerCase(Locale.ROOT);
      int at = indexOf(name, pairs, length);
      if (at == length && ++names > scrubber.maxCount()) break;
      int end = end(at, pairs, length);
      if (end - at == 2 * MAX_VALUES) continue;
      System.arraycopy(pairs, end, pairs, end + 2, length - end);
      pairs[end] = name;
      pairs[end + 1] = scrubber.value(name, sent[i + 1]);
      length += 2;
    }
    return new HeaderLists(pairs, length);
  }

  private static int indexOf(String name, String[] pairs, int length) {
    int at = 0;
    while (at < length && !name.equals(pairs[at])) at += 2;
    return at;
  }

  private static int end(int from, String[] pairs, int length) {
    int end = from;
    while (end < length && pairs[end].equals(pairs[from])) end += 2;
    return end;
  }

  /** Number of pairs. */
  public int pairs() {
    return length / 2;
  }

  /** The name of a value. */
  public String name(int index) {
    return pairs[2 * index];
  }

  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** Behind the last value of the same name. */
  public int end(int index) {
    return end(2 * index, pairs, length) / 2;
  }

  @Override
  public Set<Map.Entry<String, List<String>>> entrySet() {
    Map<String, List<String>> made = map;
    if (made == null) map = made = Collections.unmodifiableMap(lists());
    return made.entrySet();
  }

  private Map<String, List<String>> lists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (int i = 0; i < pairs(); i = end(i)) {
      List<String> values = new ArrayList<>(end(i) - i);
      for (int k = i; k < end(i); k++) values.add(value(k));
      lists.put(name(i), values);
    }
    return lists;
  }
}
