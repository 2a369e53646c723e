// SPDX-License-Identifier: Apache-2.0
/**
 * What is told: a notice, the groups that it lists, whom it is for, and who takes it. The engine
 * makes notices and channels turn them into messages. Nothing here knows a rule or a channel.
 */
@NullMarked
package dev.faultline.agent.alert.notice;

import org.jspecify.annotations.NullMarked;
