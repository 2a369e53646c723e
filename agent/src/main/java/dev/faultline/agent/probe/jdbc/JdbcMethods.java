// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.isPublic;
import static dev.faultline.agent.weave.Methods.isStatic;
import static dev.faultline.agent.weave.Methods.isSynthetic;
import static dev.faultline.agent.weave.Methods.namedOneOf;
import static dev.faultline.agent.weave.Methods.not;

import dev.faultline.agent.weave.Methods;

/** Methods that implement an interface's; a synthetic one only calls another that is woven. */
final class JdbcMethods {
  private JdbcMethods() {}

  static Methods named(String... names) {
    return of(namedOneOf(names));
  }

  static Methods of(Methods names) {
    return names.and(isPublic()).and(not(isStatic())).and(not(isSynthetic()));
  }
}
