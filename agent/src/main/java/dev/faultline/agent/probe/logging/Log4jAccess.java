// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.bootstrap.hook.Log4jApi;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.jspecify.annotations.Nullable;

/**
 * The Log4j that an application has. The only class that its loader defines, so nothing else of the
 * agent may be named here.
 */
public final class Log4jAccess implements Log4jApi {
  @Override
  public int level(Object level) {
    return ((Level) level).intLevel();
  }

  /** An ObjectMessage asks the application's object, when it is asked for its format. */
  @Override
  public @Nullable String template(Object message) {
    return message instanceof ObjectMessage ? null : ((Message) message).getFormat();
  }

  @Override
  public Object @Nullable [] arguments(Object message) {
    return ((Message) message).getParameters();
  }
}
