// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a request, read without surprises: what is absent, or is of another kind than was
 * asked for, is empty.
 */
public final class Node {
  static final int MAX_DEPTH = 64;

  static final Node NONE = new Node(null);
  private static final Object[] NO_MEMBERS = {};

  /** A String, Long, Double, Boolean, {@code List<Node>}, array of {@link Members}, or null. */
  private final @Nullable Object value;

  Node(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Reads one whole document of JSON. Any fault in it is an IOException.
   *
   * @param lease for the memory that the tree takes
   */
  public static Node parse(InputStream in, Budget.Lease lease) throws IOException {
    return JsonReader.read(in, lease);
  }

  /** Of a document from someone whom one trusts. */
  public static Node parse(InputStream in) throws IOException {
    return JsonReader.read(in, new Budget(Long.MAX_VALUE).lease());
  }

  public boolean isObject() {
    return value instanceof Object[];
  }

  public Node get(String name) {
    Node found = Members.find(members(), name);
    return found == null ? NONE : found;
  }

  /** Names and nodes in turn; none where this is no object. */
  @Nullable Object[] members() {
    return value instanceof Object[] ? (Object[]) value : NO_MEMBERS;
  }

  public List<Node> list(String name) {
    return get(name).elements();
  }

  /** None where this is no list. */
  @SuppressWarnings("unchecked") // lists are made here, of nodes
  List<Node> elements() {
    return value instanceof List ? (List<Node>) value : Collections.<Node>emptyList();
  }

  /** Text, or a number or boolean as text; empty for all else. */
  public String text(String name) {
    Object found = get(name).value;
    return found == null || found instanceof List || found instanceof Object[]
        ? ""
        : found.toString();
  }

  /** A number, which OTLP may also write as text; 0 for all else. */
  public long number(String name) {
    return get(name).number();
  }

  /** This itself as a number; 0 when it is none. */
  public long number() {
    if (value instanceof Number) return ((Number) value).longValue();
    if (!(value instanceof String)) return 0;
    try {
      return Long.parseLong((String) value);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A number with a fraction, which may be written as text; 0 for all else. */
  public double decimal(String name) {
    return get(name).decimal();
  }

  /** This itself as a number with a fraction; 0 when it is none. */
  public double decimal() {
    if (value instanceof Number) return ((Number) value).doubleValue();
    if (!(value instanceof String)) return 0;
    try {
      return Double.parseDouble((String) value);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public boolean has(String name) {
    return get(name).value != null;
  }

  /** The value itself where it is a text, number or boolean; else null. */
  public @Nullable Object plain() {
    return value instanceof List || value instanceof Object[] ? null : value;
  }
}
