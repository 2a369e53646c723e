// SPDX-License-Identifier: Apache-2.0
/** Requests and statements by the minute, metrics, and the services that sent them. */
@NullMarked
package dev.faultline.agent.console.store.timing;

import org.jspecify.annotations.NullMarked;
