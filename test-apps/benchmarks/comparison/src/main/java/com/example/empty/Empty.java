// SPDX-License-Identifier: Apache-2.0
package com.example.empty;

/** Starts, and ends. */
public final class Empty {
  private Empty() {}

  public static void main(String[] args) {}
}
