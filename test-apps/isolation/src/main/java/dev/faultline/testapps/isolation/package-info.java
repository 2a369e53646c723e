// SPDX-License-Identifier: Apache-2.0
/**
 * Applications that must run under the agent just as they run without it. The tests beside start
 * them, with and without, and compare. They must print nothing that differs from run to run.
 */
@NullMarked
package dev.faultline.testapps.isolation;

import org.jspecify.annotations.NullMarked;
