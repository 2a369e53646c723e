// SPDX-License-Identifier: Apache-2.0
/**
 * Weaves Logback, Log4j's core, Log4j 1, java.util.logging and JBoss LogManager, by exact name,
 * where a line has passed the level check and the thread is still the one that logs. Startup alone
 * names the probe. Nothing here changes an event, adds a frame, or has a message formatted.
 */
@NullMarked
package dev.faultline.agent.probe.logging;

import org.jspecify.annotations.NullMarked;
