// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept of it: families of tables, how batches come into them, and what is asked of them.
 * Knows what its rows mean, and nothing of HTTP or JSON.
 */
@NullMarked
package dev.faultline.agent.console.store;

import org.jspecify.annotations.NullMarked;
