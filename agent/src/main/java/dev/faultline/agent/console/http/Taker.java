// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.otlp.Node;
import java.io.IOException;

/** Takes the records of a request, and keeps them before it returns. */
public interface Taker {
  /**
   * @throws IOException nothing of it is kept now; the client is to send it again
   */
  Taken take(Node request) throws IOException;
}
