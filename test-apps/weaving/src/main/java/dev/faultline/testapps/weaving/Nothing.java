// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.weaving;

/** Has no class that a probe is about. */
public final class Nothing {
  private Nothing() {}

  public static void main(String[] arguments) {
    System.out.println("done");
  }
}
