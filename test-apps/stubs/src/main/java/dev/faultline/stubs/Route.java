// SPDX-License-Identifier: Apache-2.0
package dev.faultline.stubs;

import java.lang.reflect.Constructor;
import javax.servlet.http.HttpServletMapping;
import javax.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/** Where a request goes. */
public final class Route {
  private static final Constructor<? extends StubMapping> MAPPING =
      Stubs.complete(StubMapping.class);

  final String contextPath;
  final String path;
  final String uri;
  final @Nullable HttpServletMapping mapping;

  private Route(String contextPath, String path, @Nullable HttpServletMapping mapping) {
    this.contextPath = contextPath;
    this.path = path;
    this.uri = contextPath + path;
    this.mapping = mapping;
  }

  /** By a mapping of just that path. */
  public static Route mapped(String contextPath, String path) {
    StubMapping mapping = Stubs.make(MAPPING);
    mapping.pattern = path;
    return new Route(contextPath, path, mapping);
  }

  /** In a container that does not say by which mapping, as those before Servlet 4.0. */
  public static Route unmapped(String contextPath, String path) {
    return new Route(contextPath, path, null);
  }

  /** Says which path it is for. */
  public abstract static class StubMapping implements HttpServletMapping {
    String pattern = "/";

    @Override
    public String getPattern() {
      return pattern;
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.EXACT;
    }
  }
}
