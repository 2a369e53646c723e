// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.List;
import java.util.Optional;

/**
 * What arrived of one trace, of all processes.
 *
 * @param id 32 hex digits
 * @param spans by their start
 */
public record RecordedTrace(String id, List<RecordedSpan> spans) {
  /** The span that began it here; when several did, the first. */
  public Optional<RecordedSpan> root() {
    return spans.stream().filter(RecordedSpan::isLocalRoot).findFirst();
  }

  /** The spans begun within that one, by their start. */
  public List<RecordedSpan> childrenOf(RecordedSpan parent) {
    return spans.stream().filter(span -> span.parentId().equals(parent.spanId())).toList();
  }

  /** The spans of that name, by their start. */
  public List<RecordedSpan> named(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  /** The trace as an indented tree, for the reader of a failed test. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("trace ").append(id).append('\n');
    for (RecordedSpan span : spans) {
      if (parentOf(span).isEmpty()) append(text, span, 1);
    }
    return text.toString();
  }

  Optional<RecordedSpan> parentOf(RecordedSpan span) {
    return spans.stream().filter(each -> each.spanId().equals(span.parentId())).findFirst();
  }

  private void append(StringBuilder text, RecordedSpan span, int depth) {
    text.append("  ".repeat(depth)).append(span).append('\n');
    for (RecordedSpan child : childrenOf(span)) append(text, child, depth + 1);
  }
}
