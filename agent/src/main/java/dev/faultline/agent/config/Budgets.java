// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.math.BigDecimal;

/** Values that may also be {@code off}, which is 0. */
final class Budgets {
  private static final String OFF = "off";

  /** {@code 2%} is 0.02. */
  static final Kind<Double> PERCENTAGE =
      new Kind<Double>("percentage") {
        @Override
        Double read(String value) {
          if (value.equals("0") || value.equalsIgnoreCase(OFF)) return 0.0;
          if (!value.endsWith("%")) throw new IllegalArgumentException("is no number with a %");
          String number = value.substring(0, value.length() - 1).trim();
          try {
            return Double.parseDouble(number) / 100;
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is no number with a %", e);
          }
        }

        @Override
        String show(Double value) {
          return BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString()
              + "%";
        }
      };

  static final Kind<Long> SIZE =
      new Kind<Long>(Quantity.SIZE.name) {
        @Override
        Long read(String value) {
          return value.equalsIgnoreCase(OFF) ? Long.valueOf(0) : Quantity.SIZE.read(value);
        }

        @Override
        String show(Long value) {
          return Quantity.SIZE.show(value);
        }
      };

  private Budgets() {}
}
