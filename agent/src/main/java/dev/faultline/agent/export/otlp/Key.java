// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

/** An attribute's name, as the JSON that goes before each kind of value. */
final class Key {
  final Fragment string;
  final Fragment integer;
  final Fragment decimal;
  final Fragment bool;
  final Fragment array;

  Key(String name) {
    String start = "{\"key\":\"" + name + "\",\"value\":{\"";
    string = new Fragment(start + "stringValue\":");
    integer = new Fragment(start + "intValue\":");
    decimal = new Fragment(start + "doubleValue\":");
    bool = new Fragment(start + "boolValue\":");
    array = new Fragment(start + "arrayValue\":{\"values\":[");
  }

  /**
   * For a name that is not known beforehand.
   *
   * @return the same with what JSON would have to escape left out
   */
  static Key of(String prefix, String name) {
    StringBuilder safe = new StringBuilder(prefix);
    for (int i = 0; i < name.length() && i < 200; i++) {
      char c = name.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
      safe.append(plain ? c : '_');
    }
    return new Key(safe.toString());
  }
}
