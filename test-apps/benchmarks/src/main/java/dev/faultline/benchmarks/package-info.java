// SPDX-License-Identifier: Apache-2.0
/**
 * What Faultline costs on the application's threads, measured with the packaged agent. The drivers
 * and requests are stubs that do nothing, so that what is left is the agent. Run by {@code
 * test-apps/benchmarks/run}; never part of the tests.
 */
package dev.faultline.benchmarks;
