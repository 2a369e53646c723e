// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.Thrown;

/**
 * Writes a throwable down as the JDK does ({@code Caused by:}, {@code Suppressed:}, "... n more"),
 * with {@code Next exception:} for the chain that SQLException has beside its causes. Bounded in
 * every direction; where something must go it goes from the middle, so that what was thrown and its
 * root cause are always there. Messages are scrubbed.
 */
public final class StackRenderer {
  static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_MESSAGE = 8 * 1024;
  private static final int MIN_MESSAGE = 256;
  private static final int MIN_FRAMES = 8;

  private final int maxFrames;
  private final int maxBytes;
  private final Scrubber scrubber;

  /**
   * @param maxFrames most frames of one throwable, at least 1
   */
  public StackRenderer(int maxFrames, Scrubber scrubber) {
    this(maxFrames, MAX_BYTES, scrubber);
  }

  StackRenderer(int maxFrames, int maxBytes, Scrubber scrubber) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
    this.scrubber = scrubber;
  }

  /** The text, without a newline at its end. At most 64 KiB in UTF-8. Never throws. */
  public String render(Throwable throwable) {
    return render(Thrown.of(throwable));
  }

  /** The same, of one that was asked before. */
  public String render(Thrown top) {
    int frames = maxFrames;
    int message = MAX_MESSAGE;
    for (; ; ) {
      String text = new Rendering(top, frames, message, scrubber).text();
      if (Text.utf8Length(text) <= maxBytes) return text;
      if (frames <= MIN_FRAMES && message <= MIN_MESSAGE) return Text.cutMiddle(text, maxBytes);
      frames = Math.max(Math.min(frames, MIN_FRAMES), frames / 2);
      message = Math.max(MIN_MESSAGE, message / 2);
    }
  }
}
