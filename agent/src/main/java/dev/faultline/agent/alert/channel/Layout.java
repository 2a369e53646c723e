// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.function.Function;

/**
 * Makes a text of a page that keeps within a limit. What is too much goes from the end, by whole
 * lines, so that no markup is left open; the line that is cut through is cut before it is marked
 * up. The trace id outlives all else: with it the rest can be looked up.
 */
final class Layout {
  /** Less of a line than this is not worth showing. */
  private static final int MIN_SHOWN = 12;

  private final Markup markup;
  private final Measure measure;
  private final int max;
  private final StringBuilder text = new StringBuilder();
  private int room;

  private Layout(Markup markup, int max, Measure measure) {
    this.markup = markup;
    this.measure = measure;
    this.max = max;
  }

  /**
   * @param fixed already marked up, put below the trace id and never cut, such as who is called for
   */
  static String fit(Page page, String fixed, Markup markup, int max, Measure measure) {
    return new Layout(markup, max, measure).fit(page, fixed);
  }

  private String fit(Page page, String fixed) {
    String title = markup.title(page.tone, page.title);
    String trace = page.trace == null ? "" : markup.line(page.trace);
    StringBuilder whole = new StringBuilder(title).append(trace).append(fixed);
    for (Line each : page.lines) whole.append(markup.line(each));
    String all = end(whole);
    if (measure.of(all) <= max) return all;
    return cut(page, fixed, trace);
  }

  private String cut(Page page, String fixed, String trace) {
    String note = markup.line(new Line(Line.Kind.NOTE, "", page.cutNote));
    room = max - measure.of(trace) - measure.of(note) - measure.of(fixed);
    if (room < 0) return bare(page, trace);
    String title = shrink(page.title, each -> markup.title(page.tone, each), 1);
    add(title);
    text.append(trace).append(fixed);
    for (Line each : page.lines) {
      String line = markup.line(each);
      if (measure.of(line) <= room) {
        add(line);
      } else {
        add(shrink(each.value, value -> markup.line(each.with(v -> value)), MIN_SHOWN));
        break;
      }
    }
    return end(text.append(note));
  }

  private void add(String part) {
    text.append(part);
    room -= measure.of(part);
  }

  /** For a limit that leaves no room for more. */
  private String bare(Page page, String trace) {
    String last = page.trace == null ? page.title : page.trace.value;
    String line = end(new StringBuilder(trace));
    return !line.isEmpty() && measure.of(line) <= max ? line : Cut.head(last, max, measure);
  }

  /** The most of it that fits the room when it is marked up, or nothing. */
  private String shrink(String value, Function<String, String> marked, int least) {
    String whole = marked.apply(value);
    if (measure.of(whole) <= room) return whole;
    int fits = -1;
    int low = Math.min(least, value.length());
    int high = Math.min(value.length(), Math.max(room, 0));
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (measure.of(marked.apply(Cut.chars(value, middle) + Cut.MARK)) <= room) {
        fits = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return fits < 0 ? "" : marked.apply(Cut.chars(value, fits) + Cut.MARK);
  }

  private static String end(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') end--;
    return text.substring(0, end);
  }
}
