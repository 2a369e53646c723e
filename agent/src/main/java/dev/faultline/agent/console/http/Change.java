// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.otlp.Node;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that a POST of the page does. May be asked by many threads at once. */
public interface Change {
  /**
   * @param path of the whole address, percent-decoded
   * @param body a JSON object
   * @return null where there is no such thing
   * @throws IllegalArgumentException the body makes no sense; its message is told to the client
   */
  @Nullable Answer post(String path, Node body) throws IOException;
}
