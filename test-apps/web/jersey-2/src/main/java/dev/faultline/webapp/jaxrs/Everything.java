// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.jaxrs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.ws.rs.core.Application;

/** The resource and the mappers. */
public class Everything extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return new HashSet<>(
        Arrays.asList(
            Orders.class, Mappers.Failed.class, Mappers.Missing.class, Mappers.Broken.class));
  }
}
