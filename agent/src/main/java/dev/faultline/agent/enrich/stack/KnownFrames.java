// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.text.Hash;
import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.agent.enrich.thrown.InApp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fingerprint needs to know of a frame, found out once: in a storm the same frames come
 * again some million times a minute. Bounded: when it is full, it starts again.
 */
final class KnownFrames {
  static final int MAX = 8 * 1024;

  private final Map<StackTraceElement, Known> known = new HashMap<>();
  private final InApp inApp;

  KnownFrames(InApp inApp) {
    this.inApp = inApp;
  }

  Known of(StackTraceElement frame) {
    Known found = known.get(frame);
    if (found != null) return found;
    if (known.size() >= MAX) known.clear();
    Known made = new Known(frame, inApp);
    known.put(frame, made);
    return made;
  }

  int size() {
    return known.size();
  }

  /** A frame. Two with the same hash have the same name. */
  static final class Known {
    final boolean isApp;
    final boolean isJdk;

    /** Without what changes from run to run; null for plumbing. */
    final @Nullable String name;

    final long hash;

    private Known(StackTraceElement frame, InApp inApp) {
      String type = frame.getClassName();
      isApp = inApp.isApp(type);
      isJdk = InApp.isJdk(type);
      name = nameOf(frame);
      hash = name == null ? 0 : Hash.of(name);
    }

    private static @Nullable String nameOf(StackTraceElement frame) {
      if (FrameNames.isPlumbing(frame)) return null;
      return FrameNames.ofClass(frame.getClassName())
          + '#'
          + FrameNames.ofMethod(frame.getMethodName());
    }
  }
}
