// SPDX-License-Identifier: Apache-2.0
/**
 * Documents to a file, a line each. Only {@link dev.faultline.agent.export.file.FileExporter} is
 * used from outside. Nothing here holds a file open, or knows what is in a line.
 */
@NullMarked
package dev.faultline.agent.export.file;

import org.jspecify.annotations.NullMarked;
