// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/** The colour of a message. */
enum Tone {
  RED,
  ORANGE,
  GREEN,
  BLUE
}
