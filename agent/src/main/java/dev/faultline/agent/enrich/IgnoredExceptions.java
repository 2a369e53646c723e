// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.config.ExceptionRule;
import dev.faultline.agent.enrich.text.Glob;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code faultline.ignore.exceptions} says is no fault. Messages are compared as they are,
 * before anything is scrubbed.
 */
final class IgnoredExceptions {
  private final List<Rule> rules = new ArrayList<>();

  IgnoredExceptions(List<ExceptionRule> rules) {
    for (ExceptionRule each : rules) this.rules.add(new Rule(each));
  }

  /**
   * @param chain from the outermost throwable to its root cause
   * @param telling the same without wrappers
   */
  boolean contain(List<Thrown> chain, List<Thrown> telling) {
    for (Rule each : rules) {
      if (each.matches(chain.get(0)) || each.matches(telling.get(0))) return true;
      if (each.anywhere && each.matchesAny(chain)) return true;
    }
    return false;
  }

  private static final class Rule {
    final boolean anywhere;
    private final Glob type;
    private final @Nullable Glob message;

    Rule(ExceptionRule rule) {
      anywhere = rule.anywhere;
      type = new Glob(rule.type);
      message = rule.message == null ? null : new Glob(rule.message);
    }

    boolean matchesAny(List<Thrown> chain) {
      for (Thrown each : chain) {
        if (matches(each)) return true;
      }
      return false;
    }

    boolean matches(Thrown thrown) {
      return matchesType(thrown) && matchesMessage(thrown);
    }

    private boolean matchesType(Thrown thrown) {
      // Of super classes only a whole name: java.lang.* would be all there are.
      if (type.hasStar()) return type.matches(thrown.type);
      Class<?> each = thrown.throwable.getClass();
      for (; each != null; each = each.getSuperclass()) {
        if (type.matches(each.getName())) return true;
      }
      return false;
    }

    private boolean matchesMessage(Thrown thrown) {
      if (message == null) return true;
      String said = thrown.message();
      return said != null && message.matches(said);
    }
  }
}
