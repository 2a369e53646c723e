// SPDX-License-Identifier: Apache-2.0
/**
 * The engine that applies alert rules: events come in with the time, notices go out. The shipper's
 * side of the agent and the console call in here, each from one thread at a time. Nothing here
 * reads a clock, waits, sends, or touches a file: that is its caller's part, the state's and the
 * channels'.
 */
@NullMarked
package dev.faultline.agent.alert;

import org.jspecify.annotations.NullMarked;
