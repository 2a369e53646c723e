// SPDX-License-Identifier: Apache-2.0
/**
 * Rules and channels, gathered from settings, from a file that is watched, and from where else
 * people write them. The agent and the console call in here. Nothing here judges events or sends.
 */
@NullMarked
package dev.faultline.agent.alert.setup;

import org.jspecify.annotations.NullMarked;
