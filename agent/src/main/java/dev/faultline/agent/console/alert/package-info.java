// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts of the console: what comes in becomes events, rules judge them, and what was told is kept.
 * The console's wiring calls in here; HTTP only by way of {@code Read} and {@code Change}. Nothing
 * here may fail the request that it is about.
 */
@NullMarked
package dev.faultline.agent.console.alert;

import org.jspecify.annotations.NullMarked;
