// SPDX-License-Identifier: Apache-2.0
/**
 * Decides how much is recorded, by what Faultline costs and may cost. Readings come in, a level
 * goes out; nothing here measures, waits, logs, or knows a clock.
 */
@NullMarked
package dev.faultline.agent.govern;

import org.jspecify.annotations.NullMarked;
