// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters to customers. It is no reason to turn a customer away when it does not take him. */
final class Newsletter {
  private static final Logger log = LoggerFactory.getLogger(Newsletter.class);

  private Newsletter() {}

  static void subscribe(String email) {
    try {
      call(email);
    } catch (IllegalStateException e) {
      log.error("A new customer gets no newsletter", e);
    }
  }

  /** Stands for a call to another house. */
  private static void call(String email) {
    if (email.endsWith("@example.com")) throw new IllegalStateException("The list is full");
  }
}
