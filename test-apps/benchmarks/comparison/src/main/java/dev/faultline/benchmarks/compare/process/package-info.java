// SPDX-License-Identifier: Apache-2.0
/** JVMs that are started, spoken to by a line each way, and watched from outside by /proc. */
@NullMarked
package dev.faultline.benchmarks.compare.process;

import org.jspecify.annotations.NullMarked;
