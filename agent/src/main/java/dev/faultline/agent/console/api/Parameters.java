// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import dev.faultline.agent.console.http.Query;

/** What follows the question mark of an address. What makes no sense is as if it were not there. */
final class Parameters {
  private static final int MAX_TEXT = 500;
  private static final long MAX_MILLIS = 4_000_000_000_000L;

  private final Query query;

  Parameters(Query query) {
    this.query = query;
  }

  String text(String name) {
    String value = query.text(name).trim();
    return value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
  }

  boolean isTrue(String name) {
    return query.is(name);
  }

  /** Milliseconds since 1970; 0 where it is none. */
  long millis(String name) {
    return Math.min(MAX_MILLIS, number(name, 0));
  }

  /** A number from 0 to the most; the default where it is none. */
  int number(String name, int otherwise, int most) {
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
