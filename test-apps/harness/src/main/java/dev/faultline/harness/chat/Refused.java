// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

/** Why the real one would not take it. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient Reply reply;

  Refused(Reply reply) {
    super(reply.body());
    this.reply = reply;
  }
}
