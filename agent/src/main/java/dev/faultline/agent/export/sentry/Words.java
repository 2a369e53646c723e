// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

/** Texts within Sentry's limits: cut, never left out. */
final class Words {
  static final int MAX_MESSAGE = 8_192;
  static final int MAX_NAME = 512;

  /** Of a transaction's or a route's name, a tag, a release. */
  static final int MAX_TAG = 200;

  private static final int MAX_ENVIRONMENT = 64;
  private static final String CUT = "...";

  private Words() {}

  /** The text, at most so long, and without halves of surrogate pairs: those cannot be written. */
  static String cut(String text, int max) {
    String cut = text.length() <= max ? text : text.substring(0, max - CUT.length()) + CUT;
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isSurrogate(cut.charAt(i))) return withoutHalves(cut);
    }
    return cut;
  }

  /** As a tag's value: one line. */
  static String tag(String text) {
    return cut(text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").trim(), MAX_TAG);
  }

  /** Without what Sentry refuses in the name of a release. */
  static String release(String name) {
    return cut(name.trim().replaceAll("[\\p{Cntrl}/\\\\]", "_"), MAX_TAG);
  }

  /** Without what Sentry refuses in the name of an environment. */
  static String environment(String name) {
    return cut(name.trim().replaceAll("[\\s\\p{Cntrl}/]", "_"), MAX_ENVIRONMENT);
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      if (!Character.isSurrogate(whole.charAt(i))) continue;
      boolean pair =
          i + 1 < whole.length() && Character.isSurrogatePair(whole.charAt(i), whole.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        whole.setCharAt(i, '\ufffd');
      }
    }
    return whole.toString();
  }
}
