// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * java.util.logging, and JBoss LogManager, whose logger extends the JDK's and goes ways of its own.
 * All lines come to one method, which asks the level or the filter once more itself, so the place
 * is in its middle.
 */
final class JulWeaving {
  private JulWeaving() {}

  static final class OfJdk implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.rewrite(
          named("log").and(takesArguments(1)).and(takesArgument(0, "java.util.logging.LogRecord")),
          PublishRewriter.OF_JDK);
    }
  }

  static final class OfJBoss implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.rewrite(
          named("logRaw")
              .and(takesArguments(1))
              .and(takesArgument(0, "org.jboss.logmanager.ExtLogRecord")),
          PublishRewriter.OF_JBOSS);
    }
  }
}
