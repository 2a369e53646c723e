// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which classes get which advice, and weaves it in. Runs while classes are being loaded:
 * probes and Startup call in here; it must never let a failure reach the application.
 */
@NullMarked
package dev.faultline.agent.weave;

import org.jspecify.annotations.NullMarked;
