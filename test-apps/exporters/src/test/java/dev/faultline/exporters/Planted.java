// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link Leaks} plants, and the search for it. For a test of any exporter: run {@link #app}
 * with its settings, and give all that was received, however it was encoded, to {@link
 * #assertNoneIn}.
 */
final class Planted {
  private static final Pattern SECRET = Pattern.compile("(?i)planted(?!\")[\\w=]{0,4}");
  private static final int CONTEXT = 120;

  private Planted() {}

  /** The application, with everything switched on that could tell too much. */
  static App app() {
    return App.of(Leaks.class)
        .set(
            "faultline.request.headers", "authorization,cookie,x-api-key,referer,user-agent,x-note")
        .set("faultline.exception.span-events", "true")
        .set("faultline.slow.threshold", "0")
        .expectAnyErr();
  }

  /**
   * Checks that there is none, and that there is something at all.
   *
   * @param received not compressed; bytes as characters
   */
  static void assertNoneIn(String received) {
    assertThat(received).contains("harmless after lines");
    List<String> leaks = new ArrayList<>();
    Matcher matcher = SECRET.matcher(received);
    while (matcher.find()) {
      int from = Math.max(0, matcher.start() - CONTEXT);
      leaks.add(received.substring(from, matcher.end()));
    }
    assertThat(leaks).isEmpty();
  }
}
