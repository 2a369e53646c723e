// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Paths of requests that are not worth telling, because the user said so: of health checks, of
 * style sheets. What goes wrong in such a request is told all the same. Asked once a request, on
 * its thread; where nothing is configured, that is one plain read.
 */
public final class IgnoredPaths {
  private static PathGlob @Nullable [] globs;

  private static final AtomicLong REQUESTS = new AtomicLong();

  private IgnoredPaths() {}

  /**
   * Sets them, before anything is woven.
   *
   * @param patterns whole paths, from the slash behind the host on, with {@code *} for anything
   */
  public static void use(String[] patterns) {
    PathGlob[] made = new PathGlob[patterns.length];
    for (int i = 0; i < made.length; i++) made[i] = new PathGlob(patterns[i]);
    globs = made.length == 0 ? null : made;
  }

  /** Requests that were on these paths so far. */
  public static long requests() {
    return REQUESTS.get();
  }

  /**
   * @param path as the client sent it; null when that is not known
   */
  static boolean contain(@Nullable String path) {
    PathGlob[] globs = IgnoredPaths.globs;
    if (globs == null || path == null) return false;
    int end = endOf(path);
    for (PathGlob each : globs) {
      if (each.matches(path, end)) return true;
    }
    return false;
  }

  static void count() {
    REQUESTS.incrementAndGet();
  }

  /** Without what a container puts behind it: {@code /health;jsessionid=1}. */
  private static int endOf(String path) {
    int semicolon = path.indexOf(';', path.lastIndexOf('/') + 1);
    return semicolon < 0 ? path.length() : semicolon;
  }
}
