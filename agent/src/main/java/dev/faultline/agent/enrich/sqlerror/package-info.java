// SPDX-License-Identifier: Apache-2.0
/**
 * What databases, their drivers and their pools say went wrong, in words that are the same for all:
 * tables of codes, states and classes, and how far a batch came. The room above calls in here. It
 * tells nothing of a message but what kind of error it speaks of.
 */
@NullMarked
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.NullMarked;
