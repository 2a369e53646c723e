// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of an address. Immutable. */
public final class Query {
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_PARAMETERS = 64;

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Of several of the same name the last counts.
   *
   * @param raw as it came, percent-encoded; null where there is none
   * @throws IllegalArgumentException it is too long, or badly encoded
   */
  public static Query of(@Nullable String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw == null || raw.isEmpty()) return new Query(values);
    if (raw.length() > MAX_LENGTH) throw new IllegalArgumentException("The query is too long.");
    for (String pair : raw.split("&", MAX_PARAMETERS + 1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      values.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      if (values.size() > MAX_PARAMETERS) {
        throw new IllegalArgumentException("The query has too many parameters.");
      }
    }
    return new Query(values);
  }

  /** Empty where it is not there. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** Whether it is there, and not empty. */
  public boolean has(String name) {
    return !text(name).isEmpty();
  }

  /** Whether it is "true". */
  public boolean is(String name) {
    return text(name).equals("true");
  }

  /**
   * A whole number.
   *
   * @param otherwise where it is not there
   * @throws IllegalArgumentException it is none, or lies outside of what is allowed
   */
  public long number(String name, long otherwise, long least, long most) {
    if (!has(name)) return otherwise;
    try {
      long value = Long.parseLong(text(name));
      if (value >= least && value <= most) return value;
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(name + " is a number from " + least + " to " + most + ".");
  }

  private static String decoded(String text) {
    return Percent.decoded(text.replace('+', ' '));
  }
}
