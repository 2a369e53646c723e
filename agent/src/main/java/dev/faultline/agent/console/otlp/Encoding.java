// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What the body of a request is written in. */
public enum Encoding {
  JSON("application/json") {
    @Override
    public Node read(Signal signal, byte[] body, int length, Budget.Lease lease)
        throws IOException {
      Node node = JsonReader.read(new ByteArrayInputStream(body, 0, length), lease);
      if (!node.isObject()) throw new IOException("the body is no JSON object");
      return node;
    }
  },
  PROTOBUF("application/x-protobuf") {
    @Override
    public Node read(Signal signal, byte[] body, int length, Budget.Lease lease)
        throws IOException {
      return ProtoReader.read(Shapes.request(signal), body, length, lease);
    }
  };

  /** Its media type. */
  public final String type;

  Encoding(String type) {
    this.type = type;
  }

  /**
   * Any fault in the body is an IOException.
   *
   * @param lease for the memory that the tree takes
   */
  public abstract Node read(Signal signal, byte[] body, int length, Budget.Lease lease)
      throws IOException;
}
