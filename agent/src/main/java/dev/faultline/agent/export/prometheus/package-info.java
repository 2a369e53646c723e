// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics for Prometheus, who comes and fetches them: names and labels as it wants them, exemplars
 * that lead to a trace, and a small HTTP server on a thread of its own. The shipper starts it and
 * closes it; nothing here is loaded unless {@code faultline.prometheus.port} is set.
 */
@NullMarked
package dev.faultline.agent.export.prometheus;

import org.jspecify.annotations.NullMarked;
