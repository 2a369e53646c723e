// SPDX-License-Identifier: Apache-2.0
/**
 * Weaves the executors of the JDK, by exact name, so that the trace goes along with a task. Startup
 * alone names the probe. Nothing here wraps, replaces or calls a task.
 */
@NullMarked
package dev.faultline.agent.probe.executor;

import org.jspecify.annotations.NullMarked;
