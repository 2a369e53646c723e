// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import dev.faultline.agent.console.otlp.BoundedInput;
import dev.faultline.agent.console.otlp.Budget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, as its bytes arrive. Memory is leased for what has come, not for what was
 * announced.
 */
final class Body {
  private static final int FIRST = 4_096;
  private static final byte[] EMPTY = {};

  private final int most;
  private final @Nullable Chunks chunks;
  private final long announced;

  private byte[] bytes = EMPTY;
  private int length;

  /**
   * @param announced null where it comes in chunks
   */
  Body(@Nullable Long announced, int most) {
    this.most = most;
    this.announced = announced == null ? 0 : announced;
    chunks = announced == null ? new Chunks() : null;
  }

  boolean isEmpty() {
    return chunks == null && announced == 0;
  }

  boolean isTooLarge() {
    return announced > most;
  }

  /**
   * Whether it is there as a whole; takes no byte beyond.
   *
   * @throws IOException there is too much of it, or too little memory
   */
  boolean read(ByteBuffer in, Budget.Lease lease) throws IOException, BadRequest {
    if (chunks == null) {
      append(in, (int) Math.min(in.remaining(), announced - length), lease);
      return length == announced;
    }
    while (!chunks.isDone() && in.hasRemaining()) {
      int count = chunks.next(in);
      append(in, count, lease);
      chunks.took(count);
    }
    return chunks.isDone();
  }

  private void append(ByteBuffer in, int count, Budget.Lease lease) throws IOException {
    if (count == 0) return;
    if (count > most - length) throw new BoundedInput.TooLarge();
    if (count > bytes.length - length) {
      int size = Math.max(length + count, Math.min(most, Math.max(FIRST, 2 * bytes.length)));
      if (chunks == null) size = (int) Math.min(size, announced);
      lease.take(size - bytes.length);
      bytes = Arrays.copyOf(bytes, size);
    }
    in.get(bytes, length, count);
    length += count;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
