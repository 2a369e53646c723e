// SPDX-License-Identifier: Apache-2.0
/**
 * Weaves the threads and timers of the JDK, so that a thread's death is told, and the trace goes
 * along with a thread that is started for it. Startup alone names the probe. Nothing here starts,
 * wraps or calls a thread or its handler.
 */
@NullMarked
package dev.faultline.agent.probe.thread;

import org.jspecify.annotations.NullMarked;
