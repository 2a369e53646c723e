// SPDX-License-Identifier: Apache-2.0
/** What arrives, understood: spans, faults, lines and points of metrics, immutable and bounded. */
@NullMarked
package dev.faultline.agent.console.record;

import org.jspecify.annotations.NullMarked;
