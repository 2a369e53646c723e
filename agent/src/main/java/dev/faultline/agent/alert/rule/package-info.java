// SPDX-License-Identifier: Apache-2.0
/**
 * Rules, silences, maintenance and inhibition, and how the file is read that they are written in.
 * Who gathers rules has them parsed here, and the engine asks them. Nothing here remembers an event
 * or fails because of a line.
 */
@NullMarked
package dev.faultline.agent.alert.rule;

import org.jspecify.annotations.NullMarked;
