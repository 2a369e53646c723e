// SPDX-License-Identifier: Apache-2.0
/**
 * {@code java -jar faultline.jar status}: asks another JVM on this machine for Faultline's account.
 * Runs in a JVM of its own. It must load nothing into the JVM that it asks, and never signal a
 * process that may not be a JVM.
 */
@NullMarked
package dev.faultline.agent.status;

import org.jspecify.annotations.NullMarked;
