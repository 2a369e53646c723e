// SPDX-License-Identifier: Apache-2.0
/** Spans and lines by their trace. */
@NullMarked
package dev.faultline.agent.console.store.trace;

import org.jspecify.annotations.NullMarked;
