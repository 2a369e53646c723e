// SPDX-License-Identifier: Apache-2.0
/** An application of very many classes, which are generated. */
@NullMarked
package com.example.forest;

import org.jspecify.annotations.NullMarked;
