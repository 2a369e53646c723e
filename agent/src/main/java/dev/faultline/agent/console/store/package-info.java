// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept: the store writes a batch into all families of tables at once, and gives the answers
 * of each. A family is a room of its own below. Knows what its rows mean, and nothing of HTTP or
 * JSON.
 */
@NullMarked
package dev.faultline.agent.console.store;

import org.jspecify.annotations.NullMarked;
