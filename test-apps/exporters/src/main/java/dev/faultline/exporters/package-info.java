// SPDX-License-Identifier: Apache-2.0
/**
 * A small web application with everything that exporters tell of: requests, statements, tasks,
 * faults, log lines. It knows nothing of Faultline.
 */
@NullMarked
package dev.faultline.exporters;

import org.jspecify.annotations.NullMarked;
