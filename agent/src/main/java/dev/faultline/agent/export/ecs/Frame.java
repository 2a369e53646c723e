// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import dev.faultline.agent.export.Bytes;

/** What goes before each document of a batch. */
public interface Frame {
  /** Nothing: a document a line. */
  Frame NONE = (id, out) -> {};

  /**
   * @param id of the document: letters, digits and hyphens
   */
  void before(String id, Bytes out);
}
