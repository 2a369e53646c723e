// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private final Pieces pieces = new Pieces(Signal.SPANS, "text/plain", "<", ",", ">");

  @Test
  void lentBody_isWhatACopyWouldBe() {
    write("a");
    write("bc");
    assertThat(pieces.bytes()).isEqualTo(4);
    Payload lent = pieces.lend();
    assertThat(lent.body.length).isGreaterThan(lent.size());
    assertThat(text(lent)).isEqualTo("<a,bc>");
    assertThat(new String(lent.body, 0, lent.size(), StandardCharsets.UTF_8)).isEqualTo("<a,bc>");
    assertThat(text(lent.divide()[1])).isEqualTo("<bc>");
    write("a");
    write("bc");
    assertThat(pieces.take().body).isEqualTo(lent.raw());
    assertThat(pieces.bytes()).isZero();
    assertThat(pieces.lend()).isNull();
  }

  @Test
  void lentBody_isUsedAgainOnlyOnceItWasGivenBack() {
    write("a");
    Payload first = pieces.lend();
    write("b");
    Payload second = pieces.lend();
    assertThat(second.body).isNotSameAs(first.body);
    assertThat(text(first)).isEqualTo("<a>");
    first.giveBack();
    write("c");
    Payload third = pieces.lend();
    assertThat(third.body).isSameAs(first.body);
    assertThat(text(third)).isEqualTo("<c>");
    assertThat(text(second)).isEqualTo("<b>");
  }

  @Test
  void ownedBody_isACopyAndTheOtherIsUsedAgain() {
    write("a");
    Payload lent = pieces.lend();
    Payload owned = lent.owned();
    assertThat(owned.body).hasSize(3);
    assertThat(owned.owned()).isSameAs(owned);
    write("b");
    assertThat(pieces.lend().body).isSameAs(lent.body);
    assertThat(text(owned)).isEqualTo("<a>");
  }

  @Test
  void recordsTakenBack_leaveNothing() {
    pieces.begin();
    pieces.out.write('x');
    pieces.rollback();
    assertThat(pieces.bytes()).isZero();
    assertThat(pieces.lend()).isNull();
    write("a");
    pieces.begin();
    pieces.out.write('x');
    pieces.rollback();
    write("b");
    assertThat(text(pieces.take())).isEqualTo("<a,b>");
  }

  @Test
  void arrayOfAnOutsizedBatch_goesAfterAWhile() {
    write("x".repeat(4 << 20));
    Payload large = pieces.lend();
    large.giveBack();
    int batches = 0;
    for (int length = large.body.length; length == large.body.length; batches++) {
      write("a");
      Payload payload = pieces.lend();
      length = payload.body.length;
      payload.giveBack();
    }
    assertThat(batches).isBetween(10, 100);
  }

  @Test
  void betweenBatches_theCollectorMayHaveTheArray() {
    write("a");
    Payload payload = pieces.lend();
    WeakReference<byte[]> array = new WeakReference<>(payload.body);
    payload.giveBack();
    payload = null;
    await().until(() -> isCollected(array));
    write("b");
    assertThat(text(pieces.take())).isEqualTo("<b>");
  }

  @Test
  void compressed_keepsNothingAlive() {
    try (Gzip gzip = new Gzip(1)) {
      write("a");
      Payload payload = pieces.take();
      WeakReference<byte[]> body = new WeakReference<>(payload.body);
      Payload compressed = payload.compress(gzip);
      assertThat(text(compressed)).isEqualTo("<a>");
      payload = null;
      await().until(() -> isCollected(body));
      write("b");
      assertThat(text(pieces.lend().compress(gzip))).isEqualTo("<b>"); // not its whole array
    }
  }

  private static boolean isCollected(WeakReference<byte[]> array) {
    System.gc();
    return array.get() == null;
  }

  private void write(String text) {
    pieces.begin();
    pieces.out.write(text.getBytes(StandardCharsets.UTF_8));
    pieces.end();
  }

  private static String text(Payload payload) {
    return new String(payload.raw(), StandardCharsets.UTF_8);
  }
}
