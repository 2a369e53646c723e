// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.util.concurrent.atomic.LongAdder;

/** How many requests the application itself has seen. */
final class Served {
  private final LongAdder requests = new LongAdder();

  void count() {
    requests.increment();
  }

  long requests() {
    return requests.sum();
  }
}
