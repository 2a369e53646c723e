// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

/**
 * Which frames of a throwable are told: not those at the end that it has in common with the one it
 * is told below, and of the others no more than so many, without the middle.
 */
final class FrameCut {
  static final StackTraceElement[] NO_FRAMES = {};

  /** How many at the end are the enclosing one's too. */
  final int common;

  /** End of the first ones to be told. */
  final int head;

  /** Beginning of the last ones to be told; {@code head} when none is left out. */
  final int tail;

  /** End of those that are its own. */
  final int own;

  FrameCut(StackTraceElement[] frames, StackTraceElement[] enclosing, int most) {
    int end = frames.length;
    for (int n = enclosing.length; end > 0 && n > 0; end--, n--) {
      if (!frames[end - 1].equals(enclosing[n - 1])) break;
    }
    own = end;
    common = frames.length - end;
    head = own <= most ? own : most - most / 4;
    tail = own <= most ? own : own - most / 4;
  }

  int leftOut() {
    return tail - head;
  }
}
