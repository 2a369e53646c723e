// SPDX-License-Identifier: Apache-2.0
/**
 * Alert rules and the engine that applies them: events come in with the time, notices go out. The
 * shipper's side of the agent and the console call in here, each from one thread at a time. Nothing
 * here reads a clock, waits, sends, or touches a file: that is its caller's part and the channels'.
 */
@NullMarked
package dev.faultline.agent.alert;

import org.jspecify.annotations.NullMarked;
