// SPDX-License-Identifier: Apache-2.0
/**
 * What alert rules see of a record, and the names of its fields. Who hears of records makes events
 * of them here; rules, conditions and the engine read them. Nothing here knows a rule.
 */
@NullMarked
package dev.faultline.agent.alert.event;

import org.jspecify.annotations.NullMarked;
