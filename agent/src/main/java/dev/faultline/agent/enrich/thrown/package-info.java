// SPDX-License-Identifier: Apache-2.0
/**
 * A throwable of the application, and how it is asked: its chain, its frames, and whose code those
 * are. The other rooms of enrichment alone call in here. Its methods are foreign code: none is
 * called but through {@link dev.faultline.agent.enrich.thrown.Thrown}, nor waited for without end.
 */
@NullMarked
package dev.faultline.agent.enrich.thrown;

import org.jspecify.annotations.NullMarked;
