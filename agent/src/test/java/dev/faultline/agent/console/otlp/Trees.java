// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a tree comparable: maps sorted, numbers as texts, since JSON has some of them as texts. */
public final class Trees {
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

  private Trees() {}

  static Object of(Node node) {
    return plain(node, "", false);
  }

  /** Of a request's body, read as the console reads it. */
  public static Object of(Encoding encoding, Signal signal, byte[] body) throws IOException {
    return of(encoding.read(signal, body, body.length, new Budget(Long.MAX_VALUE).lease()));
  }

  /** Of a tree of JSON that JsonFormat has made, which knows nothing of hexadecimal ids. */
  static Object ofJsonFormat(Node node) {
    return plain(node, "", true);
  }

  private static Object plain(Node node, String name, boolean base64) {
    if (node.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      for (int i = 0; i < node.members().length; i += 2) {
        String member = (String) node.members()[i];
        Object value = plain((Node) node.members()[i + 1], member, base64);
        if (!value.equals(List.of())) members.put(member, value); // not there in protobuf
      }
      return members;
    }
    Object value = node.plain();
    if (value == null) {
      List<Node> elements = node.elements();
      return elements.stream().map(e -> plain(e, name, base64)).collect(Collectors.toList());
    }
    if (base64 && IDS.contains(name)) {
      return HexFormat.of().formatHex(Base64.getDecoder().decode((String) value));
    }
    if (value instanceof Double number && !number.isInfinite() && Math.rint(number) == number) {
      return new BigDecimal(number).toBigInteger().toString(); // "1" in JSON
    }
    return value.toString();
  }
}
