// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.text.Hash;
import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.agent.enrich.thrown.InApp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a stack trace that is there as text only, because another SDK wrote it, say. */
public final class StackText {
  private static final InApp IN_APP = new InApp(Collections.<String>emptyList());
  private static final int MAX_FRAMES = 5;

  private StackText() {}

  /**
   * 16 hexadecimal digits, by the type and where in the application it was thrown. Coarser than
   * {@link Fingerprint}, and not the same.
   */
  public static String fingerprint(String type, @Nullable String message, String stack) {
    Hash hash = new Hash();
    hash.add(FrameNames.ofClass(type));
    List<String> frames = frames(stack);
    for (String frame : frames) hash.add(methodOf(frame));
    if (frames.isEmpty() && message != null) hash.add(message.replaceAll("[0-9]+", "0"));
    return hash.hex();
  }

  /**
   * The frame that a reader wants to see first: the innermost one of the application's own code, as
   * {@code com.shop.Orders.create(Orders.java:42)}. Null without any frame.
   */
  public static @Nullable String where(String stack) {
    List<String> frames = frames(stack);
    return frames.isEmpty() ? null : frames.get(0);
  }

  /** Of the application; where there are none, the first ones. */
  private static List<String> frames(String stack) {
    List<String> app = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int from = 0; from >= 0 && app.size() < MAX_FRAMES; ) {
      int at = stack.indexOf("\tat ", from);
      if (at < 0) break;
      int end = stack.indexOf('\n', at);
      String frame = stack.substring(at + 4, end < 0 ? stack.length() : end).trim();
      int module = frame.lastIndexOf('/', Math.max(0, frame.indexOf('(')));
      if (module >= 0 && !frame.contains("$$Lambda")) frame = frame.substring(module + 1);
      if (all.size() < MAX_FRAMES) all.add(frame);
      if (IN_APP.isApp(frame)) app.add(frame);
      from = end;
    }
    return app.isEmpty() ? all : app;
  }

  private static String methodOf(String frame) {
    int open = frame.indexOf('(');
    String name = open < 0 ? frame : frame.substring(0, open);
    int dot = name.lastIndexOf('.');
    if (dot < 0) return name;
    return FrameNames.ofClass(name.substring(0, dot))
        + '#'
        + FrameNames.ofMethod(name.substring(dot + 1));
  }
}
