// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

import dev.faultline.agent.enrich.text.Glob;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code faultline.ignore.statements} says is not worth telling: a pool's {@code SELECT 1}. A
 * statement is compared as the application wrote it and as it is told, without values; case and
 * blanks do not count. Looked at once a statement, on the shipper's thread.
 */
public final class IgnoredStatements {
  private final List<Glob> globs = new ArrayList<>();

  public IgnoredStatements(List<String> patterns) {
    for (String each : patterns) globs.add(new Glob(plain(each)));
  }

  /**
   * Takes the spans of such statements out of a part that nobody has been shown yet. Those that
   * failed, that something happened in, or that a fault may refer to, stay.
   *
   * @return how many
   */
  public int takeOut(Part part) {
    if (globs.isEmpty()) return 0;
    int before = part.count;
    Span last = null;
    for (Span span = part.first; span != null; span = span.next) {
      if (!isIgnored(span, part)) {
        last = span;
        continue;
      }
      part.count--;
      if (last == null) {
        part.first = span.next;
      } else {
        last.next = span.next;
      }
    }
    return before - part.count;
  }

  private boolean isIgnored(Span span, Part part) {
    if (!(span.subject instanceof SqlStatement)) return false;
    if (span.error != null || span.hasChildren() || span.isTold()) return false;
    if (span == part.trace.root && part.trace.isFaulted()) return false;
    SqlStatement statement = (SqlStatement) span.subject;
    SqlDigest digest = SqlDigest.of(statement);
    if (digest.ignored == null) digest.ignored = matches(statement.sql, digest.masked);
    return digest.ignored;
  }

  private boolean matches(@Nullable String sql, @Nullable String masked) {
    return sql != null && isLike(plain(sql)) || masked != null && isLike(plain(masked));
  }

  private boolean isLike(String text) {
    for (Glob each : globs) {
      if (each.matches(text)) return true;
    }
    return false;
  }

  /** In lower case, each run of blanks as one, none at the ends. */
  private static String plain(String sql) {
    String text = Text.head(sql, Glob.MAX_SEARCHED);
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        plain.append(c);
      } else if (plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    }
    return plain.toString().trim().toLowerCase(Locale.ROOT);
  }
}
