// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a fault began: its root cause, and the place in the application. Scrubbed, immutable. */
public final class Origin {
  private static final int MAX_MESSAGE = 1024;
  private static final int MAX_NAME = 512;

  /** Binary class name of the root cause; the fault's own type when it has no cause. */
  public final String type;

  /** Message of the root cause, at most 1 Ki characters. */
  public final @Nullable String message;

  /**
   * The innermost frame of the application's own code, of the root cause if it has one, such as
   * {@code com.acme.Dao.insert(Dao.java:42)}. Where no frame is the application's, the first one;
   * null where there is no stack at all.
   */
  public final @Nullable String frame;

  private Origin(String type, @Nullable String message, @Nullable String frame) {
    this.type = type;
    this.message = message;
    this.frame = frame;
  }

  /**
   * @param chain from the outermost throwable to the root cause
   */
  public static Origin of(List<Thrown> chain, InApp inApp, Scrubber scrubber) {
    Thrown root = chain.get(chain.size() - 1);
    String said = root.message();
    String scrubbed = scrubber.exceptionMessage(said, CauseChain.hasSql(chain));
    String message = scrubbed == null ? null : Text.clip(scrubbed, MAX_MESSAGE);
    return new Origin(Text.clip(root.type, MAX_NAME), message, frame(chain, inApp));
  }

  private static @Nullable String frame(List<Thrown> chain, InApp inApp) {
    StackTraceElement any = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      StackTraceElement[] frames = chain.get(i).frames();
      for (StackTraceElement each : frames) {
        if (inApp.isOwn(each)) return text(each);
      }
      if (any == null && frames.length > 0) any = frames[0];
    }
    return any == null ? null : text(any);
  }

  /** Without the module and the loader, which newer JDKs put before it. */
  private static String text(StackTraceElement frame) {
    String file = frame.getFileName();
    int line = frame.getLineNumber();
    String source =
        frame.isNativeMethod()
            ? "Native Method"
            : file == null ? "Unknown Source" : line < 0 ? file : file + ':' + line;
    String place = frame.getClassName() + '.' + frame.getMethodName() + '(' + source + ')';
    return Text.clip(place, MAX_NAME);
  }
}
