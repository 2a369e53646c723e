// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

/** The smallest program. */
public final class Hello {
  private Hello() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
