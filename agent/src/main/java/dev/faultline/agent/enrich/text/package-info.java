// SPDX-License-Identifier: Apache-2.0
/**
 * What the other rooms of enrichment share: cuts of texts, a hash of them, and patterns with a
 * star. Those rooms alone call in here. Nothing here knows what a text is about.
 */
@NullMarked
package dev.faultline.agent.enrich.text;

import org.jspecify.annotations.NullMarked;
