// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

/** Who has bought something. */
public record Customer(int id, String name) {}
