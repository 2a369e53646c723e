// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

/** Prints the labels of parcels, each on a thread of its own. */
final class Labels {
  private static final int WITHOUT_WEIGHT = 13;

  private Labels() {}

  static void print(int product) {
    new Thread(() -> weigh(product), "label-printer").start();
  }

  private static void weigh(int product) {
    // it is not on the list of weights, and nobody awaits this thread
    if (product == WITHOUT_WEIGHT) throw new ArithmeticException("No weight: product " + product);
  }
}
