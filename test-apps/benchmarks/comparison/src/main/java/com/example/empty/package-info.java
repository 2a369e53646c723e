// SPDX-License-Identifier: Apache-2.0
/** The smallest application there is. */
@NullMarked
package com.example.empty;

import org.jspecify.annotations.NullMarked;
