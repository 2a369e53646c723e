// SPDX-License-Identifier: Apache-2.0
/** What is kept of it. */
@NullMarked
package dev.faultline.agent.console.store;

import org.jspecify.annotations.NullMarked;
