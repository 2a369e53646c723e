// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.util.Map;

/** A way to one host. Used by one thread at a time, but for {@link #abort}. */
interface Wire {
  /** Makes one. */
  interface Maker {
    /**
     * @param endpoint scheme, user and password where there are any, host and port
     * @param headers sent with every body
     */
    Wire to(String endpoint, Map<String, String> headers, long timeoutMillis);
  }

  /**
   * Posts JSON.
   *
   * @param path with query
   * @param headers for this body alone
   * @throws IOException when there is no answer
   */
  Answer post(String path, Map<String, String> headers, byte[] body) throws IOException;

  /** Breaks off what is under way. For any thread. */
  void abort();
}
