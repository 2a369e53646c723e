// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

/** What the console of a fixture has seen. */
enum Scenario {
  EMPTY(0, false),
  ONE(1, false),
  SHOP(12, false),
  MANY(10_000, false),
  HOSTILE(40, true);

  private static final String MARKUP =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
          + "'\"javascript:window.hacked=1 \u202e漢字 🧨 "
          + "averylongnamewithoutanyblank".repeat(8);

  final int groups;

  private final boolean hostile;

  Scenario(int groups, boolean hostile) {
    this.groups = groups;
    this.hostile = hostile;
  }

  /** What becomes of each text before it is sent. */
  String text(String plain) {
    return hostile && !plain.isEmpty() ? plain + MARKUP : plain;
  }
}
