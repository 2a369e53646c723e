// SPDX-License-Identifier: Apache-2.0
/**
 * A process that takes what the agents send, answers as each one's protocol wants, and counts:
 * requests, bytes as they came, traces and spans. It keeps nothing.
 */
@NullMarked
package dev.faultline.benchmarks.compare.sink;

import org.jspecify.annotations.NullMarked;
