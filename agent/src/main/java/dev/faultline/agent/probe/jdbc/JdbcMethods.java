// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.declaredBy;
import static dev.faultline.agent.weave.Methods.isFinal;
import static dev.faultline.agent.weave.Methods.isPublic;
import static dev.faultline.agent.weave.Methods.isStatic;
import static dev.faultline.agent.weave.Methods.isSynthetic;
import static dev.faultline.agent.weave.Methods.namedOneOf;
import static dev.faultline.agent.weave.Methods.not;

import dev.faultline.agent.weave.Methods;

/** Methods that implement an interface's; a synthetic one only calls another that is woven. */
final class JdbcMethods {
  /**
   * HikariCP generates a subclass of each, which overrides whatever can be overridden, and is what
   * the application has: to weave these too would find each call twice, and cost it twice.
   */
  private static final Methods OVERRIDDEN =
      declaredBy(
              "com.zaxxer.hikari.pool.ProxyConnection",
              "com.zaxxer.hikari.pool.ProxyStatement",
              "com.zaxxer.hikari.pool.ProxyPreparedStatement",
              "com.zaxxer.hikari.pool.ProxyCallableStatement",
              "com.zaxxer.hikari.pool.ProxyResultSet")
          .and(not(isFinal()));

  private JdbcMethods() {}

  static Methods named(String... names) {
    return of(namedOneOf(names));
  }

  static Methods of(Methods names) {
    return names.and(isPublic()).and(not(isStatic())).and(not(isSynthetic())).and(not(OVERRIDDEN));
  }
}
