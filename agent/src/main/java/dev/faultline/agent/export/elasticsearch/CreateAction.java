// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.elasticsearch;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.ecs.Frame;
import java.nio.charset.StandardCharsets;

/** The line before a document that says to create it, under an id: the only thing streams allow. */
final class CreateAction implements Frame {
  private static final byte[] BEGIN = utf8("{\"create\":{\"_id\":\"");
  private static final byte[] END = utf8("\"}}\n");

  @Override
  public void before(String id, Bytes out) {
    out.write(BEGIN);
    out.write(utf8(id));
    out.write(END);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
