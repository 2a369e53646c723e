// SPDX-License-Identifier: Apache-2.0
/** Generates an application of very many classes. */
@NullMarked
package dev.faultline.benchmarks.compare.forest;

import org.jspecify.annotations.NullMarked;
