// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.time.Duration;

/** A whole number with a unit: a duration in milliseconds, a size in bytes. */
final class Quantity {
  static final Kind<Duration> DURATION =
      new Kind<Duration>("duration") {
        @Override
        Duration read(String value) {
          return Duration.ofMillis(number(value, DURATION_UNITS, MILLIS));
        }

        @Override
        String show(Duration value) {
          return written(value.toMillis(), DURATION_UNITS, MILLIS);
        }
      };

  static final Kind<Long> SIZE =
      new Kind<Long>("size") {
        @Override
        Long read(String value) {
          return number(value, SIZE_UNITS, BYTES);
        }

        @Override
        String show(Long value) {
          return written(value, SIZE_UNITS, BYTES);
        }
      };

  private static final String[] DURATION_UNITS = {"ms", "s", "m", "h"};
  private static final long[] MILLIS = {1, 1_000, 60_000, 3_600_000};
  private static final String[] SIZE_UNITS = {"B", "KB", "MB", "GB"};
  private static final long[] BYTES = {1, 1L << 10, 1L << 20, 1L << 30};

  private Quantity() {}

  private static long number(String value, String[] units, long[] factors) {
    int digits = 0;
    while (digits < value.length() && isDigit(value.charAt(digits))) digits++;
    String unit = value.substring(digits).trim();
    for (int i = 0; i < units.length && digits > 0; i++) {
      if (units[i].equalsIgnoreCase(unit)) return times(value.substring(0, digits), factors[i]);
    }
    // Zero is zero in any unit; of anything else the unit is not guessed.
    if (value.equals("0")) return 0;
    throw new IllegalArgumentException(
        "is not a whole number with one of the units " + String.join(", ", units));
  }

  private static long times(String digits, long factor) {
    try {
      return Math.multiplyExact(Long.parseLong(digits), factor);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("is too large", e);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** In the largest unit that leaves a whole number. */
  private static String written(long number, String[] units, long[] factors) {
    if (number == 0) return "0";
    int unit = units.length - 1;
    while (number % factors[unit] != 0) unit--;
    return number / factors[unit] + units[unit];
  }
}
