// SPDX-License-Identifier: Apache-2.0
/** Faults, their groups, and what people said of a group. */
@NullMarked
package dev.faultline.agent.console.store.fault;

import org.jspecify.annotations.NullMarked;
