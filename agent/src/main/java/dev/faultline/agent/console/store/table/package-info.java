// SPDX-License-Identifier: Apache-2.0
/**
 * What the families of tables share: SQL that runs everywhere, records as bytes, times, what is too
 * old.
 */
@NullMarked
package dev.faultline.agent.console.store.table;

import org.jspecify.annotations.NullMarked;
