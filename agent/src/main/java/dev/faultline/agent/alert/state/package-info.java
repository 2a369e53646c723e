// SPDX-License-Identifier: Apache-2.0
/**
 * What alerts keep over a restart: what was seen before, and what is open. Whoever makes an engine
 * gives it one of these; the console has one of its own. Nothing here may stop the engine when a
 * file does not serve.
 */
@NullMarked
package dev.faultline.agent.alert.state;

import org.jspecify.annotations.NullMarked;
