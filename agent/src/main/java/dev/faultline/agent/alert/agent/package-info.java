// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts of the agent, for those who have no console: hears of records on the shipper's thread.
 * Only the start-up calls in here, and only where alerts are configured. Nothing here may run on a
 * thread of the application, or keep the shipper's waiting for a network.
 */
@NullMarked
package dev.faultline.agent.alert.agent;

import org.jspecify.annotations.NullMarked;
