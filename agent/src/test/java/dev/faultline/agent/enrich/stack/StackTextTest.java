// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTextTest {
  private static final String STACK =
      "java.lang.Error: x\n"
          + "\tat java.base/java.util.List.of(List.java:1)\n"
          + "\tat app//com.shop.Orders.lambda$create$0(Orders.java:42)\n"
          + "\tat com.shop.Main.main(Main.java:1)";

  @Test
  void where_isTheFirstFrameOfTheApplication() {
    assertThat(StackText.where(STACK)).isEqualTo("com.shop.Orders.lambda$create$0(Orders.java:42)");
  }

  @Test
  void where_withoutApplicationIsTheFirstFrame() {
    assertThat(StackText.where("E\n\tat java.base/java.util.List.of(List.java:1)\n"))
        .isEqualTo("java.util.List.of(List.java:1)");
  }

  @Test
  void fingerprint_isStableAgainstLinesAndLambdaNumbers() {
    String shifted = STACK.replace(":42", ":43").replace("create$0", "create$7");
    assertThat(StackText.fingerprint("E", "a", STACK))
        .isEqualTo(StackText.fingerprint("E", "b", shifted))
        .isNotEqualTo(StackText.fingerprint("F", "a", STACK))
        .isNotEqualTo(StackText.fingerprint("E", "a", STACK.replace("Orders.", "Baskets.")));
  }

  @Test
  void fingerprint_withoutFramesGoesByTheMessage() {
    assertThat(StackText.fingerprint("E", "order 12", ""))
        .isEqualTo(StackText.fingerprint("E", "order 9", ""))
        .isNotEqualTo(StackText.fingerprint("E", "basket 9", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\tat ", "\tat", "x\n\tat \n\tat (", "\tat /", "\tat a/b/c", "\n\n"})
  void strangeText_isSurvived(String stack) {
    StackText.where(stack);
    assertThat(StackText.fingerprint("E", null, stack)).matches("[0-9a-f]{16}");
  }
}
