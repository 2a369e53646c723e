// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message for people, before it has any markup: the most important first. */
final class Page {
  final Tone tone;
  final String title;

  /** Kept when all else is cut; null where there is none. */
  final @Nullable Line trace;

  /** Of which the last are cut first. */
  final List<Line> lines = new ArrayList<>();

  /** What stands at the end of one that was cut. */
  final String cutNote;

  Page(Tone tone, String title, @Nullable Line trace, String cutNote) {
    this.tone = tone;
    this.title = Cut.line(title);
    this.trace = trace;
    this.cutNote = cutNote;
  }

  void fact(String label, String value) {
    if (!value.isEmpty()) lines.add(new Line(Line.Kind.FACT, label, value));
  }
}
