// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** One attempt to write a throwable down within the given bounds. */
final class Rendering {
  static final int MAX_CAUSES = 10;
  private static final int MAX_BESIDES = 30;
  private static final int MAX_NESTING = 3;
  private static final int MAX_LINE = 512;

  private final StringBuilder out = new StringBuilder(1024);
  private final Set<Thrown> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Thrown top;
  private final int maxFrames;
  private final int maxMessage;
  private final Scrubber scrubber;
  private final boolean sql;
  private int besides;

  Rendering(Thrown top, int maxFrames, int maxMessage, Scrubber scrubber) {
    this.top = top;
    this.maxFrames = maxFrames;
    this.maxMessage = maxMessage;
    this.scrubber = scrubber;
    // What wraps an SQLException likes to repeat its message.
    this.sql = CauseChain.hasSql(CauseChain.of(top));
  }

  String text() {
    chain(top, "", "", FrameCut.NO_FRAMES, 0);
    out.setLength(out.length() - 1);
    return out.toString();
  }

  private void chain(
      Thrown first, String indent, String caption, StackTraceElement[] above, int nesting) {
    List<Thrown> chain = CauseChain.of(first);
    int left = chain.size() - 1 - MAX_CAUSES;
    int headEnd = left > 0 ? 1 + MAX_CAUSES / 2 : chain.size();
    StackTraceElement[] enclosing = above;
    String label = caption;
    for (int i = 0; i < chain.size(); i++) {
      if (i == headEnd) {
        line(indent, "... " + left + " causes left out");
        i += left;
      }
      Thrown each = chain.get(i);
      if (!one(each, indent, label, enclosing, nesting)) return;
      enclosing = each.frames();
      label = "Caused by: ";
    }
    Thrown again = chain.get(chain.size() - 1).cause();
    if (again != null) circular(again, indent, "Caused by: ");
  }

  /** False when it was there before. */
  private boolean one(
      Thrown thrown, String indent, String label, StackTraceElement[] enclosing, int nesting) {
    if (!shown.add(thrown)) {
      circular(thrown, indent, label);
      return false;
    }
    out.append(indent).append(label);
    describe(thrown);
    frames(thrown.frames(), enclosing, indent);
    beside(thrown, indent, nesting);
    return true;
  }

  private void describe(Thrown thrown) {
    out.append(Text.clip(thrown.type, MAX_LINE));
    String message = scrubber.exceptionMessage(thrown.message(), sql);
    if (message != null) out.append(": ").append(Text.clip(message, maxMessage));
    // All are asked before, so that their failures are named where a reader looks first.
    thrown.frames();
    thrown.cause();
    thrown.sql();
    for (String failure : thrown.failures()) out.append(" [").append(failure).append(']');
    out.append('\n');
  }

  private void frames(StackTraceElement[] frames, StackTraceElement[] enclosing, String indent) {
    FrameCut cut = new FrameCut(frames, enclosing, maxFrames);
    for (int i = 0; i < cut.head; i++) frame(frames[i], indent);
    if (cut.leftOut() > 0) line(indent, "\t... " + cut.leftOut() + " frames left out");
    for (int i = cut.tail; i < cut.own; i++) frame(frames[i], indent);
    if (cut.common > 0) line(indent, "\t... " + cut.common + " more");
  }

  private void frame(StackTraceElement frame, String indent) {
    out.append(indent).append("\tat ").append(Text.clip(frame.toString(), MAX_LINE)).append('\n');
  }

  private void beside(Thrown thrown, String indent, int nesting) {
    for (Thrown each : thrown.suppressed()) {
      if (!suppressed(each, indent, thrown, nesting)) break;
    }
    Thrown next = thrown.sql().next;
    if (next == null || next == thrown.cause()) return; // Derby and HSQLDB say it both ways
    next(next, indent, thrown, nesting);
  }

  private boolean suppressed(Thrown each, String indent, Thrown of, int nesting) {
    if (nesting >= MAX_NESTING || ++besides > MAX_BESIDES) {
      line(indent, "\t... more suppressed ones left out");
      return false;
    }
    chain(each, indent + "\t", "Suppressed: ", of.frames(), nesting + 1);
    return true;
  }

  /** In the same indentation: a batch of a hundred failures is a list, not a staircase. */
  private void next(Thrown each, String indent, Thrown of, int nesting) {
    if (++besides > MAX_BESIDES) {
      line(indent, "... more next exceptions left out");
    } else {
      chain(each, indent, "Next exception: ", of.frames(), nesting);
    }
  }

  private void circular(Thrown thrown, String indent, String label) {
    line(indent, label + "[CIRCULAR REFERENCE: " + Text.clip(thrown.type, MAX_LINE) + ']');
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
