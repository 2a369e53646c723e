// SPDX-License-Identifier: Apache-2.0
/**
 * Makes records fit to leave the process out of what hooks saw: faults are merged, rendered,
 * fingerprinted and scrubbed, SQL is masked and digested. The shipper calls in here, on its own
 * thread. Nothing here may send, wait, or keep a throwable of the application alive once it was
 * told.
 */
@NullMarked
package dev.faultline.agent.enrich;

import org.jspecify.annotations.NullMarked;
