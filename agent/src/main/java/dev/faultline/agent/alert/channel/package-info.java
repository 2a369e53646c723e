// SPDX-License-Identifier: Apache-2.0
/**
 * Brings notices to people and to their tools: one small class for each messenger, and a dispatcher
 * that keeps to what each takes in a minute. Whoever runs the alert engine calls in here. It must
 * never judge whether something is worth telling, lose a notice without a trace, or show a secret.
 */
@NullMarked
package dev.faultline.agent.alert.channel;

import org.jspecify.annotations.NullMarked;
