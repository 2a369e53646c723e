// SPDX-License-Identifier: Apache-2.0
/**
 * What is told of spans and faults: which attributes, by OpenTelemetry's names, and with which
 * values. Every format takes them through {@link
 * dev.faultline.agent.export.attribute.AttributeWriter} and writes them its own way. Nothing here
 * knows a format.
 */
@NullMarked
package dev.faultline.agent.export.attribute;

import org.jspecify.annotations.NullMarked;
