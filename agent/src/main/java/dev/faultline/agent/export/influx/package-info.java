// SPDX-License-Identifier: Apache-2.0
/**
 * InfluxDB's line protocol, for the write APIs of its versions 1 and 2: metrics, and faults as
 * points. Only {@link dev.faultline.agent.export.influx.InfluxExporter} is used from outside. Tags
 * come from bounded sets here; what is unbounded is a field.
 */
@NullMarked
package dev.faultline.agent.export.influx;

import org.jspecify.annotations.NullMarked;
