// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/** The ways of writing, and what is special to each about a text that it is given. */
final class Markups {
  private Markups() {}

  /** For text/plain. */
  static Markup plain(Texts texts) {
    return new Markup() {
      @Override
      public String title(Tone tone, String title) {
        return title + "\n";
      }

      @Override
      public String line(Line line) {
        return label(line, texts, "", "") + line.value + "\n";
      }
    };
  }

  /** DingTalk: Markdown in which a paragraph is what makes a line. */
  static Markup dingTalk(Texts texts) {
    return new Markup() {
      @Override
      public String title(Tone tone, String title) {
        return "#### " + harmless(title) + "\n\n";
      }

      @Override
      public String line(Line line) {
        String label = label(line, texts, "**", "**");
        switch (line.kind) {
          case LINK:
            return isAddress(line)
                ? label + link(line) + "\n\n"
                : label + harmless(line.value) + "\n\n";
          case QUOTE:
            return (label.isEmpty() ? "" : label + "\n\n") + "> " + harmless(line.value) + "\n\n";
          default:
            return label + harmless(line.value) + "\n\n";
        }
      }
    };
  }

  /** WeCom: a few marks of Markdown, and three colours. */
  static Markup weCom(Texts texts) {
    return new Markup() {
      @Override
      public String title(Tone tone, String title) {
        return "### <font color=\"" + color(tone) + "\">" + harmless(title) + "</font>\n";
      }

      @Override
      public String line(Line line) {
        String label = label(line, texts, "**", "**");
        if (line.kind == Line.Kind.LINK && isAddress(line)) return label + link(line) + "\n";
        if (line.kind != Line.Kind.QUOTE) return label + harmless(line.value) + "\n";
        return (label.isEmpty() ? "" : label + "\n") + "> " + harmless(line.value) + "\n";
      }

      private String color(Tone tone) {
        if (tone == Tone.GREEN) return "info";
        return tone == Tone.BLUE ? "comment" : "warning";
      }
    };
  }

  /** Feishu's cards: Markdown whose special characters are written as entities. */
  static Markup feishu(Texts texts) {
    return new Markup() {
      @Override
      public String title(Tone tone, String title) {
        return ""; // the card has a header for it
      }

      @Override
      public String line(Line line) {
        String label = label(line, texts, "**", "**");
        if (line.kind == Line.Kind.LINK && isAddress(line)) return label + link(line) + "\n";
        return label + entities(line.value, "&<>*_~`[]") + "\n";
      }
    };
  }

  /** Slack's mrkdwn. */
  static Markup slack(Texts texts) {
    return new Markup() {
      @Override
      public String title(Tone tone, String title) {
        return ""; // a block of its own
      }

      @Override
      public String line(Line line) {
        String label = label(line, texts, "*", "*");
        if (line.kind == Line.Kind.LINK && isAddress(line))
          return label + "<" + encoded(line.value) + ">\n";
        String value = slackText(line.value);
        if (line.kind != Line.Kind.QUOTE) return label + value + "\n";
        return (label.isEmpty() ? "" : label + "\n") + "> " + value + "\n";
      }
    };
  }

  /** Adaptive cards: Markdown, in which an empty line makes a line. */
  static Markup teams(Texts texts) {
    return new Markup() {
      @Override
      public String title(Tone tone, String title) {
        return ""; // a block of its own
      }

      @Override
      public String line(Line line) {
        String label = label(line, texts, "**", "**");
        if (line.kind == Line.Kind.LINK && isAddress(line)) return label + link(line) + "\n\n";
        return label + harmless(line.value) + "\n\n";
      }
    };
  }

  static String slackText(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String label(Line line, Texts texts, String before, String after) {
    return line.label.isEmpty() ? "" : before + line.label + texts.colon.trim() + after + " ";
  }

  /**
   * For what renders Markdown and promises no way to escape it: what could become a link, a
   * picture, a tag or bold is written so that it looks nearly the same and is none.
   */
  static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char before = i == 0 ? ' ' : text.charAt(i - 1);
      if (c == '<') {
        harmless.append('\uff1c');
      } else if (c == '`') {
        harmless.append('\u02cb');
      } else if (c == '*' || c == '(' && before == ']') {
        if (before == c || c == '(') harmless.append('\u200b');
        harmless.append(c);
      } else {
        harmless.append(c);
      }
    }
    return harmless.toString();
  }

  private static String entities(String text, String special) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (special.indexOf(c) < 0) {
        escaped.append(c);
      } else {
        escaped.append("&#").append((int) c).append(';');
      }
    }
    return escaped.toString();
  }

  private static boolean isAddress(Line line) {
    return line.value.startsWith("http://") || line.value.startsWith("https://");
  }

  private static String link(Line line) {
    String address = encoded(line.value);
    return "[" + address + "](" + address + ")";
  }

  /** So that nothing in it ends the link. */
  private static String encoded(String address) {
    StringBuilder encoded = new StringBuilder(address.length() + 8);
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (" ()<>[]|\"\\`*".indexOf(c) >= 0) {
        encoded.append('%').append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
