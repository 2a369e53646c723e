// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.jspecify.annotations.Nullable;

/** Houses that take the money, each in its own time. */
enum PaymentProvider {
  CARD(5),
  INVOICE(1500),
  /** Has lost its contract with the bank, and nobody knows yet. */
  GIRO(20);

  private final long millis;

  PaymentProvider(long millis) {
    this.millis = millis;
  }

  static PaymentProvider of(@Nullable String name) {
    if ("giro".equals(name)) return GIRO;
    return "invoice".equals(name) ? INVOICE : CARD;
  }

  /** Stands for a call to another house. */
  void charge() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The payment was interrupted", e);
    }
    if (this == GIRO) throw new PaymentRefused("the bank does not know this merchant");
  }
}
