// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The token that an endpoint wants to see: a fixed one, or one in a file that somebody else writes
 * anew now and then, as Kubernetes does. The file is looked at every few seconds, and read when it
 * is another one. For one thread.
 */
final class BearerToken {
  static final String FILE_SETTING = "faultline.bearer-token.file";
  static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int MAX_BYTES = 64 << 10;

  private final @Nullable String path;
  private final LongSupplier nanoTime;
  private @Nullable String token;
  private String stamp = "";
  private long lookedAt;

  /** A fixed one. */
  BearerToken(String token) {
    this.path = null;
    this.nanoTime = () -> 0;
    this.token = token;
  }

  /** The one that the file holds. */
  BearerToken(String path, LongSupplier nanoTime) {
    this.path = path;
    this.nanoTime = nanoTime;
  }

  /**
   * What the header {@code Authorization} is to be.
   *
   * @throws IOException when the file has none, and never had; tells nothing of what it holds
   */
  String authorization() throws IOException {
    if (path != null) look(path, nanoTime.getAsLong());
    return "Bearer " + token;
  }

  /** A file that is gone or empty for a moment, while it is written, changes nothing. */
  private void look(String path, long now) throws IOException {
    if (token != null && now - lookedAt < LOOK_NANOS) return;
    lookedAt = now;
    String stamp = FileStamp.of(path);
    if (token != null && stamp.equals(this.stamp)) return;
    try {
      String read = new String(FileStamp.read(path, MAX_BYTES), StandardCharsets.UTF_8).trim();
      if (read.isEmpty()) throw new IOException("is empty");
      token = read;
      this.stamp = stamp;
    } catch (IOException e) {
      if (token == null) throw new IOException(FILE_SETTING + ": " + path + " " + e.getMessage());
    }
  }
}
