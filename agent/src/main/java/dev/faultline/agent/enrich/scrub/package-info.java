// SPDX-License-Identifier: Apache-2.0
/**
 * Takes secrets out of what leaves the process: out of texts, out of values that go by a name, and
 * out of a request as a whole. Whoever tells what an application, a client or a database has
 * written calls in here. It must never fail open, and never take more than linear time.
 */
@NullMarked
package dev.faultline.agent.enrich.scrub;

import org.jspecify.annotations.NullMarked;
