// SPDX-License-Identifier: Apache-2.0
/**
 * The agent's beginning: FaultlineAgent, the one class that the application's loaders can see, and
 * Startup, the one place that wires the rest together. The JVM calls in here, nobody else. Nothing
 * that happens here may keep the application from starting.
 */
@NullMarked
package dev.faultline.agent;

import org.jspecify.annotations.NullMarked;
