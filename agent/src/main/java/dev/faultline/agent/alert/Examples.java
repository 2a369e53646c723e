// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.Texts;
import dev.faultline.agent.alert.notice.Fragment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last event of a group, and the last few fragments. */
final class Examples {
  private final int maxFragments;
  private final ArrayDeque<Fragment> fragments = new ArrayDeque<>(1);
  private AlertEvent last;
  private boolean isShown;

  /**
   * @param first says what is known of the group until there is one to show
   */
  Examples(AlertEvent first, int maxFragments) {
    last = first;
    this.maxFragments = maxFragments;
  }

  void add(AlertEvent event, long eventMillis) {
    if (event.kind == AlertEvent.Kind.TOTALS || event.kind == AlertEvent.Kind.ALIVE) return;
    last = event;
    isShown = true;
    String text = event.fragment.isEmpty() ? event.message : event.fragment;
    if (maxFragments == 0 || text.isEmpty()) return;
    if (fragments.size() == maxFragments) fragments.remove();
    text = Texts.clip(text, AlertEvent.MAX_FRAGMENT);
    fragments.add(new Fragment(eventMillis, text, event.traceId));
  }

  /** Never null: what the group is about is known of it. */
  AlertEvent last() {
    return last;
  }

  @Nullable AlertEvent shown() {
    return isShown ? last : null;
  }

  List<Fragment> fragments() {
    return new ArrayList<>(fragments);
  }
}
