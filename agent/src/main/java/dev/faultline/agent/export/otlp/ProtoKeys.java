// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.attribute.Key;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys as the bytes of a {@code KeyValue}'s first field; made when first needed. */
final class ProtoKeys {
  private static final int KEY = Proto.tag(1, Proto.BYTES);

  private byte[] @Nullable [] ready = new byte[128][];

  byte[] of(Key key) {
    if (key.index < 0) {
      if (key.ready == null) key.ready = bytes(key.name);
      return (byte[]) key.ready;
    }
    if (key.index >= ready.length) ready = Arrays.copyOf(ready, 2 * key.index);
    byte[] made = ready[key.index];
    if (made == null) ready[key.index] = made = bytes(key.name);
    return made;
  }

  private static byte[] bytes(String name) {
    Bytes out = new Bytes();
    new Proto(out).string(KEY, name);
    return out.toByteArray();
  }
}
