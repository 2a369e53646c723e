// SPDX-License-Identifier: Apache-2.0
/**
 * Brings bytes to an endpoint and tells what it answered. The sender calls it, on its own thread.
 * It knows no format, keeps no record, and never decides what is dropped.
 */
@NullMarked
package dev.faultline.agent.transport;

import org.jspecify.annotations.NullMarked;
