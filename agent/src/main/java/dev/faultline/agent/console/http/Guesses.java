// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often an address is told that a token is wrong: so many times at once, and then once every
 * few seconds; else it is put off. A right one is taken at any time, so that this holds nobody back
 * who reads the answers: the token's length does. The same wrong one again is no guess, but an
 * exporter that is set up wrongly, and must not use up what others have who share its address.
 */
final class Guesses {
  private static final int AT_ONCE = 10;
  private static final long MILLIS_EACH = 6_000;
  private static final int MAX_ADDRESSES = 10_000;

  private static final class Guesser {
    byte[] last = new byte[0];
    double left = AT_ONCE;
    long sinceMillis;
  }

  private final LongSupplier clockMillis;

  private final Map<String, Guesser> byAddress =
      new LinkedHashMap<String, Guesser>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesser> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  Guesses(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /** Whether a wrong one from there is told so, and not put off. */
  synchronized boolean mayTry(String address) {
    Guesser guesser = byAddress.get(address);
    return guesser == null || refilled(guesser).left >= 1;
  }

  synchronized void failed(String address, byte[] digest) {
    Guesser guesser = byAddress.get(address);
    if (guesser == null) {
      guesser = new Guesser();
      guesser.sinceMillis = clockMillis.getAsLong();
      byAddress.put(address, guesser);
    }
    refilled(guesser);
    if (Arrays.equals(guesser.last, digest)) return;
    guesser.last = digest;
    guesser.left--;
  }

  private Guesser refilled(Guesser guesser) {
    long now = clockMillis.getAsLong();
    double more = (double) (now - guesser.sinceMillis) / MILLIS_EACH;
    guesser.left = Math.min(AT_ONCE, guesser.left + Math.max(0, more));
    guesser.sinceMillis = now;
    return guesser;
  }
}
