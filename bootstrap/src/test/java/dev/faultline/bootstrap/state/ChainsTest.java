// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By their owner alone; how others get on with it is held by {@link WeakIdentityMapTest}. */
class ChainsTest {
  private static final int HASH = 5;

  private final Chains<String> chains = new Chains<>();
  private final Object key = new Object();
  private final List<Object> held = new ArrayList<>();

  private Node<String> push(Object key, int hash, String value) {
    Node<String> node = new Node<>(key, hash, value);
    chains.push(node);
    return node;
  }

  private List<String> values(int hash) {
    List<String> values = new ArrayList<>();
    for (@Nullable Node<String> node = chains.chain(hash); node != null; node = node.next) {
      String value = node.value();
      if (value != null) values.add(value);
    }
    return values;
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i++) {
      Object other = new Object();
      held.add(other);
      push(other, HASH + 1, "other");
    }
  }

  @Test
  void push_putsTheNewestFirst() {
    push(key, HASH, "a");
    push(key, HASH, "b");
    assertThat(values(HASH)).containsExactly("b", "a");
    assertThat(chains.countChains()).isEqualTo(2);
  }

  @Test
  void push_ofTheOnlyOneTakesThoseBefore() {
    push(key, HASH, "a");
    push(key, HASH | Node.ONLY, "b");
    assertThat(values(HASH)).containsExactly("b");
  }

  @Test
  void growing_keepsTheOrderOfAChain() {
    int length = chains.tableLength();
    for (String each : List.of("a", "b", "c")) push(key, HASH, each);
    push(key, HASH + length, "moves"); // to the upper half
    fill(length);
    assertThat(chains.tableLength()).isGreaterThan(length);
    assertThat(values(HASH)).containsExactly("c", "b", "a");
    assertThat(values(HASH + length)).containsExactly("moves");
  }

  @Test
  void unlink_isToldApartFromWhatIsInNoChain() {
    Node<String> node = push(key, HASH, "a");
    assertThat(chains.unlink(node)).isTrue();
    assertThat(chains.unlink(node)).isFalse();
    assertThat(chains.isEmpty()).isTrue();
  }

  @Test
  void takenEntries_makeRoomInsteadOfATableThatGrows() {
    int length = chains.tableLength();
    for (int i = 0; i < 100 * length; i++) push(key, HASH, "a").take();
    assertThat(chains.tableLength()).isEqualTo(length);
    chains.dropDead();
    assertThat(chains.isEmpty()).isTrue();
  }

  @Test
  void sweepSome_comesToEachChainInTurn() {
    for (int i = 0; i < chains.tableLength() / 2; i++) push(key, i, "a").take();
    for (int i = 0; i < chains.tableLength() / 2; i++) chains.sweepSome();
    assertThat(chains.isEmpty()).isTrue();
  }
}
