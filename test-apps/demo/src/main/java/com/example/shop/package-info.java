// SPDX-License-Identifier: Apache-2.0
/**
 * A small shop, as one finds them: servlets, a connection pool, a database, a pool of threads for
 * e-mails and jobs that run every second. It is what a demonstration is given of, so it knows
 * nothing of who watches it. It has the faults that shops have.
 */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
