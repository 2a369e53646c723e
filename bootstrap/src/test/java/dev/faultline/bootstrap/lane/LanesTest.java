// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void maxSpans_growsWithTheHeapWithinBounds() {
    assertEquals(50_000, Lanes.maxSpans(64L << 20));
    assertEquals(107_374, Lanes.maxSpans(512L << 20));
    assertEquals(400_000, Lanes.maxSpans(Long.MAX_VALUE));
  }
}
