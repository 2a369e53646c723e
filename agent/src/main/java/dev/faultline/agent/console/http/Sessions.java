// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Browsers that have shown the token: a random name for each, until a day after its last use. */
final class Sessions {
  private static final String COOKIE = "faultline";
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";
  private static final long LIFE_MILLIS = 24L * 60 * 60 * 1_000;
  private static final int MAX_SESSIONS = 1_000;

  private final SecureRandom random = new SecureRandom();
  private final LongSupplier clockMillis;

  /** When each was last used. */
  private final Map<String, Long> byId =
      new LinkedHashMap<String, Long>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  Sessions(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /** Begins one; returns what is to be set as a cookie. */
  synchronized String begin() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    StringBuilder id = new StringBuilder();
    for (byte each : bytes) id.append(String.format("%02x", each & 0xff));
    byId.put(id.toString(), clockMillis.getAsLong());
    return COOKIE + "=" + id + ATTRIBUTES;
  }

  /** Whether the request belongs to one, which it prolongs. */
  synchronized boolean has(Request request) {
    String id = id(request);
    Long last = byId.get(id);
    if (last == null) return false;
    long now = clockMillis.getAsLong();
    if (now - last > LIFE_MILLIS) {
      byId.remove(id);
      return false;
    }
    byId.put(id, now);
    return true;
  }

  /** Ends it; returns what makes the browser forget the cookie. */
  synchronized String end(Request request) {
    byId.remove(id(request));
    return COOKIE + "=" + ATTRIBUTES + "; Max-Age=0";
  }

  private static String id(Request request) {
    for (String each : request.header("cookie").split(";")) {
      String pair = each.trim();
      if (pair.startsWith(COOKIE + "=")) return pair.substring(COOKIE.length() + 1);
    }
    return "";
  }
}
