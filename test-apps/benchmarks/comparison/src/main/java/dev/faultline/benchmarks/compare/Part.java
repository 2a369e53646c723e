// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

/** A part of the comparison. */
enum Part {
  STARTUP,
  STEADY,
  SATURATION,
  MEMORY
}
