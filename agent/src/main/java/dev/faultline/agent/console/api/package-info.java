// SPDX-License-Identifier: Apache-2.0
/** The read-out, as JSON, for the page and for scripts. */
@NullMarked
package dev.faultline.agent.console.api;

import org.jspecify.annotations.NullMarked;
