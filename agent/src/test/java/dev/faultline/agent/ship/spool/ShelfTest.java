// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Signal;
import org.junit.jupiter.api.Test;

/** What SpoolTest would need too many files for. */
class ShelfTest {
  private final Shelf shelf = new Shelf();

  @Test
  void makeRoom_boundsTheNumberOfFiles() {
    for (int i = 0; i < Shelf.MAX_FILES; i++) shelf.add(span(i));
    assertThat(shelf.space()).isZero();
    Spooled next = span(Shelf.MAX_FILES);
    assertThat(shelf.makeRoom(next, Long.MAX_VALUE)).containsExactly(span(0));
    assertThat(shelf.makeRoom(next, Long.MAX_VALUE)).isEmpty();
    assertThat(shelf.space()).isEqualTo(1);
  }

  @Test
  void bytes_countUntilTheyAreFreed() {
    shelf.add(span(1));
    assertThat(shelf.makeRoom(span(2), Spooled.BLOCK)).containsExactly(span(1));
    assertThat(shelf.bytes()).isEqualTo(Spooled.BLOCK);
    shelf.freed(Spooled.BLOCK);
    assertThat(shelf.bytes()).isZero();
  }

  private static Spooled span(int sequence) {
    return new Spooled(1, sequence, Signal.SPANS, 1, 1);
  }
}
