// SPDX-License-Identifier: Apache-2.0
/** A Spring Boot application as small as they come: one controller, one repository, a database. */
@NullMarked
package com.example.boot;

import org.jspecify.annotations.NullMarked;
