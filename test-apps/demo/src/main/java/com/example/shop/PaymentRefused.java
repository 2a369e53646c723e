// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

/** The house that takes the money does not want this order. */
final class PaymentRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PaymentRefused(String reason) {
    super(reason);
  }
}
