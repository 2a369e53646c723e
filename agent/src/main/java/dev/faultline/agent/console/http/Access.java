// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.http.Refusals.Reason;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. Without a token, whoever is on this machine, but no page of another site; with
 * one, who shows it or has shown it. No answer ever carries a permission for other origins.
 */
final class Access {
  /** No to a request, and why. Immutable. */
  static final class No {
    final Reason reason;
    final int status;
    final String message;

    No(Reason reason, int status, String message) {
      this.reason = reason;
      this.status = status;
      this.message = message;
    }
  }

  private static final No FOREIGN = new No(Reason.FORBIDDEN, 403, "Pages of other sites may not.");
  private static final No NOT_LOCAL =
      new No(Reason.FORBIDDEN, 403, "Open this as localhost or 127.0.0.1.");
  private static final No NO_TOKEN =
      new No(Reason.UNAUTHORIZED, 401, "Show the console's token: Authorization: Bearer TOKEN.");
  private static final No WRONG_TOKEN =
      new No(Reason.UNAUTHORIZED, 401, "That is not the console's token.");
  private static final No TOO_MANY =
      new No(Reason.UNAUTHORIZED, 429, "Too many wrong tokens from your address.");

  private final @Nullable Token token;
  private final Sessions sessions;
  private final Guesses guesses;

  Access(@Nullable Token token, LongSupplier clockMillis) {
    this.token = token;
    sessions = new Sessions(clockMillis);
    guesses = new Guesses(clockMillis);
  }

  boolean wantsToken() {
    return token != null;
  }

  Sessions sessions() {
    return sessions;
  }

  /** Of what brings records; null is yes. */
  @Nullable No toIntake(Request head) {
    if (isForeign(head)) return FOREIGN;
    if (token == null) {
      // a browser says where a page that sends is from, and that must be from here
      return head.has("origin") && !Address.isLocal(head.header("host")) ? NOT_LOCAL : null;
    }
    return bearer(head, token);
  }

  /** Of the page, which has no secrets: by a link from elsewhere, too; null is yes. */
  @Nullable No toPage(Request head) {
    return token != null || Address.isLocal(head.header("host")) ? null : NOT_LOCAL;
  }

  /** Of what is shown; null is yes. */
  @Nullable No toRead(Request head) {
    // its answer could not be read, but to make one is work
    if (isForeign(head)) return FOREIGN;
    if (token == null) return toPage(head);
    return sessions.has(head) ? null : bearer(head, token);
  }

  /** Of what changes something; null is yes. */
  @Nullable No toChange(Request head) {
    if (!head.header("x-faultline").equals("console")) {
      return new No(Reason.FORBIDDEN, 403, "The header X-Faultline: console is missing.");
    }
    return toRead(head);
  }

  /**
   * What somebody typed.
   *
   * @return null where it is right
   */
  @Nullable No toLogIn(Request head, String typed) {
    if (isForeign(head)) return FOREIGN;
    return token == null ? null : given(head, token, typed);
  }

  private @Nullable No bearer(Request head, Token wanted) {
    String value = head.header("authorization");
    if (!value.toLowerCase(Locale.ROOT).startsWith("bearer ")) return NO_TOKEN;
    return given(head, wanted, value.substring("bearer ".length()).trim());
  }

  private @Nullable No given(Request head, Token wanted, String text) {
    byte[] digest = Token.digest(text);
    if (wanted.is(digest)) return null; // whatever others behind the same address have sent
    if (!guesses.mayTry(head.address)) return TOO_MANY;
    guesses.failed(head.address, digest);
    return WRONG_TOKEN;
  }

  /** What browsers say of themselves; who is none says nothing, and needs not. */
  static boolean isForeign(Request head) {
    String site = head.header("sec-fetch-site");
    if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) return true;
    String origin = head.header("origin");
    return head.has("origin") && !Address.isSame(origin, head.header("host"));
  }
}
