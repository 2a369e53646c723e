// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one browser that all of them use, as if it were new. Skips them where there is
 * none.
 */
final class InChromium implements ExecutionCondition, ParameterResolver, BeforeEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(InChromium.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing = Chromium.missing();
    if (missing == null) return ConditionEvaluationResult.enabled("there is a browser");
    return ConditionEvaluationResult.disabled("the page is not looked at: " + missing);
  }

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
