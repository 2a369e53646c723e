// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import dev.faultline.harness.chat.ChatDouble;
import dev.faultline.harness.chat.Reply;
import dev.faultline.harness.chat.Request;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one chat hears: printed with what it has checked, how often it was told, and how soon. */
final class Hearing implements ChatDouble.Listener {
  private static final Pattern RULE = Pattern.compile("\\*\\*Rule:\\*\\* (\\S+) \\(");
  private static final String FONTS = "</?font[^>]*>";

  private final String chat;
  private final String checked;
  private final PaymentEvents payments;
  private final Map<String, Integer> told = new HashMap<>();

  /**
   * @param checked what is right with a message that the double has taken
   */
  Hearing(String chat, String checked, PaymentEvents payments) {
    this.chat = chat;
    this.checked = checked;
    this.payments = payments;
  }

  @Override
  public void answered(Request request, Reply reply, String text, long arrivedMillis) {
    StringBuilder heard = new StringBuilder();
    heard.append("---- ").append(chat).append(", ").append(time(arrivedMillis)).append("\n     ");
    if (text.isEmpty()) {
      heard.append("refused: ").append(reply.body());
    } else {
      heard.append(checked).append(", ").append(request.body().length).append(" bytes\n");
      String shown = text.replaceAll(FONTS, "").strip();
      Matcher rule = RULE.matcher(shown);
      if (rule.find())
        heard.append("     ").append(often(rule.group(1), arrivedMillis)).append('\n');
      heard.append(shown);
    }
    System.out.println(heard.append('\n')); // at once: the other chat prints too
  }

  private String often(String rule, long arrivedMillis) {
    int times = told.merge(rule, 1, Integer::sum);
    String often = rule + ": told " + (times == 1 ? "once" : times + " times");
    if (times > 1 || !rule.equals("payment")) return often;
    try {
      double seconds = (arrivedMillis - payments.thirdMillis()) / 1e3;
      return often + String.format(Locale.ROOT, ", %.2f s after its third event", seconds);
    } catch (IOException | IllegalStateException e) {
      return often + ", how soon is not known: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return often;
    }
  }

  private static LocalTime time(long millis) {
    LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
