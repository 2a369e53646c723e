// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows the question mark of an address. What is absent, or makes no sense, is empty. */
public final class Parameters {
  private static final int MAX_PARAMETERS = 32;
  private static final int MAX_TEXT = 500;
  private static final long MAX_MILLIS = 4_000_000_000_000L;

  private final Map<String, String> values = new HashMap<>();

  /**
   * @param query as it stands in the address; null where there is none
   */
  public static Parameters of(@Nullable String query) {
    Parameters parameters = new Parameters();
    if (query == null) return parameters;
    for (String each : query.split("&", MAX_PARAMETERS + 1)) {
      int equals = each.indexOf('=');
      if (equals < 0 || parameters.values.size() >= MAX_PARAMETERS) continue;
      parameters.values.put(
          decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException | IllegalArgumentException e) {
      return ""; // a percent sign that begins nothing
    }
  }

  public String text(String name) {
    String value = values.getOrDefault(name, "").trim();
    return value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
  }

  public boolean isTrue(String name) {
    return text(name).equals("true");
  }

  /** Milliseconds since 1970; 0 where it is none. */
  public long millis(String name) {
    return Math.min(MAX_MILLIS, number(name, 0));
  }

  /** A number from 0 to the most; the default where it is none. */
  public int number(String name, int otherwise, int most) {
    return (int) Math.min(most, number(name, otherwise));
  }

  private long number(String name, long otherwise) {
    try {
      return Math.max(0, Long.parseLong(text(name)));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
