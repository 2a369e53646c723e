// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.govern;

/** A mean in which the past fades, whatever the distance of its readings. */
final class Smooth {
  private final double fadeNanos;
  private double value = Double.NaN;

  /**
   * @param fadeNanos after which what was then counts for a third
   */
  Smooth(long fadeNanos) {
    this.fadeNanos = fadeNanos;
  }

  /** What it was like during the last {@code nanos}. */
  void add(double now, long nanos) {
    if (Double.isNaN(value)) {
      value = now;
    } else {
      value += (now - value) * (1 - Math.exp(-nanos / fadeNanos));
    }
  }

  /** 0 before anything was added. */
  double value() {
    return Double.isNaN(value) ? 0 : value;
  }
}
