// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

/**
 * A figure: what of, and where.
 *
 * @param part of the comparison
 * @param subject the application or the endpoint
 * @param name what is measured, with its unit
 */
record Metric(Part part, String subject, String name) {}
