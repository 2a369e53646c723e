// SPDX-License-Identifier: Apache-2.0
/**
 * Runs an application in a JVM of its own under the packaged agent, and takes in, strictly checked,
 * what the agent sends. The tests of {@code test-apps} may call this; a test is an application, one
 * line that runs it, and assertions:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @JdkSource(min = 11)
 * void order_isRecorded(Jdk jdk) {
 *   Run run = App.of(Orders.class).on(jdk).run();
 *   assertThat(run).hasOneTrace().root("POST /orders").isServer().child("INSERT orders");
 *   assertThat(run).hasNoFaults();
 * }
 * }</pre>
 *
 * Every run is checked besides for what no test should have to say: all that arrived is valid OTLP
 * with its links right, the agent failed nowhere, left nothing behind and said nothing unexpected,
 * and the application ended as it should. It must never weaken a check to make a test pass.
 */
@NullMarked
package dev.faultline.harness;

import org.jspecify.annotations.NullMarked;
