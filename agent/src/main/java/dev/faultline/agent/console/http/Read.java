// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that a GET is answered with. May be asked by many threads at once. */
public interface Read {
  /**
   * @param path of the whole address, percent-decoded, without its query
   * @return JSON; null where there is no such thing
   * @throws IllegalArgumentException the query makes no sense; its message is told to the client
   */
  byte @Nullable [] answer(String path, Query query) throws IOException;
}
