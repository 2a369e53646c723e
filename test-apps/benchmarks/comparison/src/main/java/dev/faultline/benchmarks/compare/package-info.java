// SPDX-License-Identifier: Apache-2.0
/**
 * Measures Faultline beside other agents, on the same applications in the same run. {@code
 * test-apps/benchmarks/compare} runs it; never part of the tests. What is measured is in
 * com.example.*, so that no agent takes it for its own.
 */
@NullMarked
package dev.faultline.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
