// SPDX-License-Identifier: Apache-2.0
/**
 * OTLP in JSON or protobuf, after OpenTelemetry's stable semantic conventions; what has none is
 * {@code faultline.*}. Only {@link dev.faultline.agent.export.otlp.OtlpExporter} is used from
 * outside. Nothing here keeps a reference to what it wrote, but for a bounded cache of SQL
 * statements.
 */
@NullMarked
package dev.faultline.agent.export.otlp;

import org.jspecify.annotations.NullMarked;
