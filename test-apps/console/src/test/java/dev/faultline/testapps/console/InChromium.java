// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one browser that all of them use, as if it were new. */
final class InChromium implements ParameterResolver, BeforeEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(InChromium.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return browser(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    browser(context).reset();
  }

  /** Started when it is first needed; closed by JUnit with its store, after all tests. */
  private static Browser browser(ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    return store.getOrComputeIfAbsent(Browser.class, key -> started(), Browser.class);
  }

  private static Browser started() {
    try {
      return Browser.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
