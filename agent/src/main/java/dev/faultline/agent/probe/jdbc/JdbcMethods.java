// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Methods that implement an interface's; a synthetic one only calls another that is woven. */
final class JdbcMethods {
  private JdbcMethods() {}

  static ElementMatcher.Junction<MethodDescription> named(String... names) {
    return of(namedOneOf(names));
  }

  static ElementMatcher.Junction<MethodDescription> of(
      ElementMatcher.Junction<MethodDescription> names) {
    return names.and(isPublic()).and(not(isStatic())).and(not(isSynthetic()));
  }
}
