// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/**
 * How one messenger writes. What it is given is escaped by it: a message of an exception may hold
 * anything, and must neither make a link, nor call for anybody, nor disturb the lines after it.
 */
interface Markup {
  /** With its line end. Empty where the title goes somewhere else. */
  String title(Tone tone, String title);

  /** With its line end. */
  String line(Line line);
}
