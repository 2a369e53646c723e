// SPDX-License-Identifier: Apache-2.0
/**
 * Takes what is on the lanes, has it enriched and encoded, and sees to its delivery; every record
 * is accounted for. {@code Startup} starts it, and nothing else calls in. It must never make an
 * application's thread wait, nor hold more than its bounds allow.
 */
@NullMarked
package dev.faultline.agent.ship;

import org.jspecify.annotations.NullMarked;
