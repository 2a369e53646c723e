// SPDX-License-Identifier: Apache-2.0
/**
 * When a rule fires: so many in a window, a share of requests, the first of its kind, silence.
 * Rules have conditions, and the engine asks their trackers, one a group. Nothing here knows a rule
 * or a group, reads a clock, or keeps more than a bounded number of times.
 */
@NullMarked
package dev.faultline.agent.alert.condition;

import org.jspecify.annotations.NullMarked;
