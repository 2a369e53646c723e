// SPDX-License-Identifier: Apache-2.0
/**
 * Statements as they may be told: without their values, with a hash and a name; and which of them
 * are not worth telling. The shipper calls in here, and so does the console. It reads signs and
 * words, no grammar; nothing here fails on a text that it cannot read.
 */
@NullMarked
package dev.faultline.agent.enrich.sql;

import org.jspecify.annotations.NullMarked;
