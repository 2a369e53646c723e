// SPDX-License-Identifier: Apache-2.0
/**
 * What is being recorded on a thread, and whether it is kept. Hooks write here; the shipper reads a
 * part only after it was handed over. Nothing here is shared between threads without a hand-over.
 */
@NullMarked
package dev.faultline.bootstrap.trace;

import org.jspecify.annotations.NullMarked;
