// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A way to an endpoint. Used by one thread, but for {@link #abort}. */
public interface Transport {
  /**
   * Posts one body and waits for the answer, bounded by the time-outs of the implementation.
   *
   * @param path what is appended to the endpoint, such as {@code /v1/traces}
   * @param contentEncoding {@code gzip}, or null
   * @throws IOException when there is no answer: not connected, disconnected, timed out
   */
  Answer post(String path, String contentType, @Nullable String contentEncoding, byte[] body)
      throws IOException;

  /** The same with the first {@code length} bytes of {@code body}. */
  default Answer post(
      String path, String contentType, @Nullable String contentEncoding, byte[] body, int length)
      throws IOException {
    byte[] exact = body.length == length ? body : Arrays.copyOf(body, length);
    return post(path, contentType, contentEncoding, exact);
  }

  /** Breaks off the post that is under way, if any. May be called from any thread. */
  void abort();

  /** The endpoint as it may be shown: without credentials. */
  String endpoint();
}
