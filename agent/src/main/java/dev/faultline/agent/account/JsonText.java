// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

/**
 * Writes JSON. By hand, since this runs beside applications in which nothing happens yet: a library
 * is loaded with the first record.
 */
final class JsonText {
  private final StringBuilder text = new StringBuilder(1024);

  /** Whether a comma is due before the next member or element. */
  private boolean follows;

  JsonText begin(char bracket) {
    separate();
    text.append(bracket);
    follows = false;
    return this;
  }

  JsonText end(char bracket) {
    text.append(bracket);
    follows = true;
    return this;
  }

  /** A member's name; its value comes next. */
  JsonText name(String name) {
    separate();
    quote(name);
    text.append(':');
    follows = false;
    return this;
  }

  JsonText value(long number) {
    separate();
    text.append(number);
    follows = true;
    return this;
  }

  JsonText value(String value) {
    separate();
    quote(value);
    follows = true;
    return this;
  }

  private void separate() {
    if (follows) text.append(',');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') { // ASCII whatever the encoding on the way
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(Character.forDigit(c >> shift & 15, 16));
        }
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
