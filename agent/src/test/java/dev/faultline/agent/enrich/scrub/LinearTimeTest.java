// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every pattern that looks at text of others takes time linear in it: told by how often it asks for
 * a character, so that a busy machine makes no difference.
 */
class LinearTimeTest {
  private static final double MOST = 2.6;
  private static final int LENGTH = 4 * 1024;

  /** Beginnings of matches, and what could make one start over again. */
  private static final String[] PIECES = {
    "a",
    "1",
    "A",
    " ",
    "-",
    ".",
    "=",
    ":",
    ";",
    "@",
    "/",
    "?",
    "&",
    "(",
    "+",
    "_",
    "<",
    ">",
    "\"",
    "'",
    "{",
    "\\\"",
    "a1",
    "a.",
    "a-",
    "1.",
    "1 ",
    "+1",
    "+1 ",
    "a:",
    "1:",
    "::",
    "a::",
    "abcd:",
    "a@",
    "@a.",
    "a=",
    "=a",
    "eyJ",
    "eyJaaaaaa",
    "eyJaaaaaa.",
    "Bearer ",
    "bearer a",
    "Basic",
    "AKIA",
    "AKIA0123456789ABCDE",
    "ghp_",
    "xoxb-",
    "sk-",
    "sk-proj-",
    "AIza",
    "github_pat_",
    "://",
    "://a",
    "://a:",
    "://a:b",
    "://a:1/",
    "://a:b@",
    "oracle:thin:",
    "oracle:thin:a",
    "oracle:thin:a/",
    "oracle:thin:a/b@",
    ";user=",
    "(user=a",
    "user=",
    "password=",
    "password=\"",
    "<a",
    "<a ",
    "<a>",
    "<password>",
    "</",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "(123) ",
    "123-456-",
    "1.2.3.4",
    "1.2.3.",
    "2001:db8:",
    "\u00e4",
    "\ud83d\ude00"
  };

  @Test
  void patterns_askForEachCharacterAFewTimes() throws ReflectiveOperationException {
    List<Pattern> patterns = new ArrayList<>();
    for (Class<?> each : List.of(Secrets.class, PersonalData.class)) addPatterns(each, patterns);
    assertThat(patterns).hasSizeGreaterThanOrEqualTo(13);
    List<String> tooMany = new ArrayList<>();
    for (Pattern pattern : patterns) {
      for (String piece : PIECES) {
        long once = reads(pattern, hostile(piece, LENGTH));
        long twice = reads(pattern, hostile(piece, 2 * LENGTH));
        if (twice > MOST * once) {
          tooMany.add(pattern + " of " + piece + ": " + once + ", then " + twice);
        }
      }
    }
    assertThat(tooMany).isEmpty();
  }

  /** That the test can fail. */
  @Test
  void quadraticPattern_isFoundOut() {
    Pattern quadratic = Pattern.compile("a+b");
    long once = reads(quadratic, hostile("a", 1024));
    assertThat(reads(quadratic, hostile("a", 2048))).isGreaterThan((long) (MOST * once));
  }

  private static void addPatterns(Class<?> type, List<Pattern> patterns)
      throws ReflectiveOperationException {
    for (Field each : type.getDeclaredFields()) {
      if (!Modifier.isStatic(each.getModifiers()) || each.getType() != Pattern.class) continue;
      each.setAccessible(true);
      patterns.add((Pattern) each.get(null));
    }
  }

  private static String hostile(String piece, int length) {
    return piece.repeat(length / piece.length());
  }

  private static long reads(Pattern pattern, String text) {
    Counting counting = new Counting(text);
    Matcher matcher = pattern.matcher(counting);
    while (matcher.find()) {}
    return counting.reads[0];
  }

  private record Counting(String text, long[] reads) implements CharSequence {
    Counting(String text) {
      this(text, new long[1]);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counting(text.substring(from, to), reads);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
