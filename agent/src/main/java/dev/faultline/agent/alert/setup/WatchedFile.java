// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of rules that is looked at now and then. For one thread. */
public final class WatchedFile {
  private static final long MAX_BYTES = 1 << 20;

  /** A clock of files may be as coarse as this: younger ones are read each time. */
  private static final long COARSE_MILLIS = 5_000;

  /** So young, it may still be being written; half of it would be other rules. */
  private static final long SETTLING_MILLIS = 500;

  private final Path path;
  private long size = -1;
  private long modifiedMillis;
  private @Nullable String text;
  private String problem = "";

  public WatchedFile(Path path) {
    this.path = path;
  }

  /** As it was named. */
  public String place() {
    return path.toString();
  }

  /** What was read last; null while nothing could be. */
  public @Nullable String text() {
    return text;
  }

  /** Why it cannot be read now; empty where it can. */
  public String problem() {
    return problem;
  }

  /**
   * Looks at it.
   *
   * @return whether it is another than at the last look, or cannot be read any more, or again
   */
  public boolean look(long nowMillis) {
    String before = problem;
    try {
      long size = Files.size(path);
      long modified = Files.getLastModifiedTime(path).toMillis();
      boolean same = size == this.size && modified == modifiedMillis && before.isEmpty();
      if (same && nowMillis - modified > COARSE_MILLIS) return false;
      if (text != null && nowMillis - modified >= 0 && nowMillis - modified < SETTLING_MILLIS) {
        return false; // the next look sees it
      }
      if (size > MAX_BYTES) throw new IOException("it has more than 1 MiB");
      String read = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      this.size = size;
      modifiedMillis = modified;
      problem = "";
      boolean changed = !read.equals(text);
      text = read;
      return changed || !before.isEmpty();
    } catch (IOException | RuntimeException e) {
      problem = "cannot be read (" + e + ")";
      return !problem.equals(before);
    }
  }
}
