// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import java.util.Map;

/**
 * What goes around the records of every request, in protobuf. All signals number these fields
 * alike: {@code resource_spans = 1} holds {@code resource = 1} and {@code scope_spans = 2}, which
 * holds {@code scope = 1} and {@code spans = 2}.
 */
final class ProtoEnvelope implements Envelope {
  static final String CONTENT_TYPE = "application/x-protobuf";

  /** Of each record. */
  static final int RECORD = Proto.tag(2, Proto.BYTES);

  private static final int FIRST = Proto.tag(1, Proto.BYTES);
  private static final int SECOND = Proto.tag(2, Proto.BYTES);
  private static final int RESOURCE_ATTRIBUTES = 1;

  private final byte[] head;
  private final int[] lengthsAt;

  ProtoEnvelope(Map<String, Object> resource, String version) {
    Bytes out = new Bytes();
    Proto proto = new Proto(out);
    int perResource = proto.begin(FIRST);
    int own = proto.begin(FIRST);
    Envelope.write(resource, new ProtoAttributes(proto, RESOURCE_ATTRIBUTES));
    proto.end(own);
    int perScope = proto.begin(SECOND);
    int scope = proto.begin(FIRST);
    proto.string(FIRST, "faultline");
    proto.string(SECOND, version);
    proto.end(scope);
    head = out.toByteArray();
    lengthsAt = new int[] {perResource, perScope};
    Payload.setLengths(head, lengthsAt);
  }

  @Override
  public Pieces pieces(Signal signal) {
    return new Pieces(signal, CONTENT_TYPE, head, lengthsAt);
  }
}
