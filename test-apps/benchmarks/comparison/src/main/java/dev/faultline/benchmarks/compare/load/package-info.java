// SPDX-License-Identifier: Apache-2.0
/**
 * A process that makes the load: plain sockets that are kept, one thread each, at a constant rate
 * or as fast as it is answered. One for the whole comparison, so that its own code is compiled
 * before anything is measured.
 */
@NullMarked
package dev.faultline.benchmarks.compare.load;

import org.jspecify.annotations.NullMarked;
