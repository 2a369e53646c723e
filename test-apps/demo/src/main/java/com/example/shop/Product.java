// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.jspecify.annotations.Nullable;

/** Something to sell. Not everything has a category. */
record Product(int id, String name, int priceCents, @Nullable String category, int stock) {}
