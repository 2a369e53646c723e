// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import java.net.URI;

/** Keeps a few customers in the shop, until it is closed. Argument: the shop's address. */
public final class Visitors {
  private Visitors() {}

  public static void main(String[] args) throws Exception {
    new Traffic(new Http(URI.create(args[0]))).stroll();
  }
}
