// SPDX-License-Identifier: Apache-2.0
/**
 * Zipkin's JSON, version 2: spans and nothing else. Only {@link
 * dev.faultline.agent.export.zipkin.ZipkinExporter} is used from outside. Nothing here keeps a
 * reference to what it wrote.
 */
@NullMarked
package dev.faultline.agent.export.zipkin;

import org.jspecify.annotations.NullMarked;
