// SPDX-License-Identifier: Apache-2.0
/** Asks the application that it is a part of. Plain Java 8, and nothing that is woven. */
@NullMarked
package dev.faultline.webapp.client;

import org.jspecify.annotations.NullMarked;
