// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Frame;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Relation;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a throwable apart, for formats that want its parts rather than a text: the chain of causes,
 * and what is suppressed or next beside each. In the same bounds as {@link StackRenderer}, and cut
 * the same way: the middle goes, the root cause never.
 */
public final class ThrowableParts {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_MESSAGE = 8 * 1024;
  private static final int MIN_MESSAGE = 32;
  private static final int MAX_NAME = 256;
  private static final int MAX_THROWABLES = 40;
  private static final int MAX_NESTING = 3;

  private final List<ExceptionInfo> parts = new ArrayList<>();
  private final Set<Thrown> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  private final InApp inApp;
  private final Scrubber scrubber;
  private final boolean sql;
  private final int maxFrames;
  private final int maxMessage;
  private int bytes;

  private ThrowableParts(
      Thrown top, InApp inApp, Scrubber scrubber, int maxFrames, int maxMessage) {
    this.inApp = inApp;
    this.scrubber = scrubber;
    this.sql = CauseChain.hasSql(CauseChain.of(top));
    this.maxFrames = maxFrames;
    this.maxMessage = maxMessage;
  }

  /**
   * The outermost first, each after the one that it belongs to. Never empty. Unmodifiable.
   *
   * @param maxFrames most frames of one throwable, at least 1
   */
  public static List<ExceptionInfo> of(Thrown top, InApp inApp, Scrubber scrubber, int maxFrames) {
    int frames = maxFrames;
    int message = MAX_MESSAGE;
    for (; ; ) {
      ThrowableParts attempt = new ThrowableParts(top, inApp, scrubber, frames, message);
      attempt.chain(top, Relation.TOP, -1, FrameCut.NO_FRAMES, 0);
      boolean isLeast = frames == 0 && message == MIN_MESSAGE;
      if (attempt.bytes <= MAX_BYTES || isLeast) return Collections.unmodifiableList(attempt.parts);
      frames /= 2;
      message = Math.max(MIN_MESSAGE, message / 2);
    }
  }

  private void chain(
      Thrown first, Relation relation, int parent, StackTraceElement[] above, int nesting) {
    List<Thrown> chain = CauseChain.withRoot(CauseChain.of(first), Rendering.MAX_CAUSES + 1);
    StackTraceElement[] enclosing = above;
    Relation as = relation;
    int of = parent;
    int from = parts.size();
    for (Thrown each : chain) {
      if (!taken.add(each)) break;
      of = take(each, as, of, enclosing);
      as = Relation.CAUSE;
      enclosing = each.frames();
    }
    // The causes are all in before anything beside them can use up the room.
    int to = parts.size();
    for (int i = from; i < to; i++) beside(chain.get(i - from), i, nesting);
  }

  private void beside(Thrown thrown, int index, int nesting) {
    if (nesting >= MAX_NESTING) return;
    StackTraceElement[] frames = thrown.frames();
    for (Thrown each : thrown.suppressed()) {
      if (parts.size() >= MAX_THROWABLES) return;
      chain(each, Relation.SUPPRESSED, index, frames, nesting + 1);
    }
    Thrown next = thrown.sql().next;
    if (next == null || next == thrown.cause() || parts.size() >= MAX_THROWABLES) return;
    chain(next, Relation.NEXT, index, frames, nesting);
  }

  private int take(Thrown thrown, Relation relation, int parent, StackTraceElement[] enclosing) {
    StackTraceElement[] frames = thrown.frames();
    FrameCut cut = new FrameCut(frames, enclosing, maxFrames);
    List<Frame> kept = new ArrayList<>();
    for (int i = 0; i < cut.head; i++) kept.add(frame(frames[i]));
    for (int i = cut.tail; i < cut.own; i++) kept.add(frame(frames[i]));
    String type = name(thrown.type);
    parts.add(
        new ExceptionInfo(
            relation,
            parent,
            type,
            message(thrown),
            Collections.unmodifiableList(kept),
            cut.leftOut() == 0 ? -1 : cut.head,
            cut.leftOut(),
            cut.common));
    return parts.size() - 1;
  }

  private @Nullable String message(Thrown thrown) {
    String said = scrubber.exceptionMessage(thrown.message(), sql);
    if (said == null) return null;
    String message = Text.clip(said, maxMessage);
    bytes += Text.utf8Length(message);
    return message;
  }

  private Frame frame(StackTraceElement frame) {
    String file = frame.getFileName();
    return new Frame(
        name(frame.getClassName()),
        name(frame.getMethodName()),
        file == null ? null : name(file),
        frame.getLineNumber(),
        inApp.isOwn(frame));
  }

  private String name(String name) {
    String clipped = Text.clip(name, MAX_NAME);
    bytes += Text.utf8Length(clipped);
    return clipped;
  }
}
