// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

/** How much of everything. */
final class Size {
  private Size() {}

  /**
   * @param some as a rule
   * @param all with the profile {@code soak}
   */
  static String of(int some, int all) {
    return Integer.toString(Boolean.getBoolean("scale.all") ? all : some);
  }
}
