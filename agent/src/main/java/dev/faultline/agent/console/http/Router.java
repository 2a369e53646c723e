// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.http.Refusals.Reason;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.otlp.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which request goes where, once it may come in. */
public final class Router implements Service {
  private static final String API = "/api/";
  private static final int MAX_CHANGE = 64 << 10;
  private static final int MAX_MESSAGE = 300;

  private final Pages pages = new Pages();
  private final Access access;
  private final Read read;
  private final Change change;
  private final Refusals refusals;
  private final Map<String, OtlpHandler> intake = new HashMap<>();

  /**
   * @param token null where everybody on this machine may come in
   * @param takers one for each signal
   */
  public Router(
      @Nullable Token token,
      Map<Signal, Taker> takers,
      Read read,
      Change change,
      Refusals refusals,
      LongSupplier clockMillis) {
    access = new Access(token, clockMillis);
    this.read = read;
    this.change = change;
    this.refusals = refusals;
    takers.forEach(
        (signal, taker) -> intake.put(signal.path, new OtlpHandler(signal, taker, refusals)));
  }

  @Override
  public boolean isIntake(Request head) {
    return handler(head) != null;
  }

  @Override
  public int maxBody(Request head) {
    return isIntake(head) ? OtlpHandler.MAX_BODY : MAX_CHANGE;
  }

  @Override
  public @Nullable Answer refuse(Request head) {
    OtlpHandler handler = handler(head);
    if (handler == null) return refuseOfPage(head);
    Access.No no = access.toIntake(head);
    if (no == null) return handler.refuse(head);
    int code = no.status == 403 ? OtlpAnswers.PERMISSION_DENIED : OtlpAnswers.UNAUTHENTICATED;
    return more(no, handler.refused(head, no.reason, no.status, code, no.message));
  }

  @Override
  public Answer answer(Request request) {
    OtlpHandler handler = handler(request);
    if (handler != null) return handler.answer(request);
    try {
      return request.isGet() ? get(request) : post(request);
    } catch (IllegalArgumentException e) {
      return Answer.message(400, clipped(e.getMessage()));
    } catch (IOException e) {
      return Answer.message(503, "It cannot be read now: " + clipped(e.getMessage()));
    }
  }

  @Override
  public Answer tooLarge(Request head) {
    OtlpHandler handler = handler(head);
    if (handler != null) return handler.tooLarge(head);
    return Answer.message(413, "The body has more than " + (MAX_CHANGE >> 10) + " KiB.");
  }

  @Override
  public Answer busy(Request head) {
    OtlpHandler handler = handler(head);
    if (handler != null) return handler.busy(head);
    refusals.add(Reason.BUSY, 1);
    return Answer.busy();
  }

  private @Nullable OtlpHandler handler(Request head) {
    return head.path == null ? null : intake.get(head.path);
  }

  private @Nullable Answer refuseOfPage(Request head) {
    String path = head.path;
    if (path == null) return Answer.notFound();
    boolean posts = head.method.equals("POST");
    if (!head.isGet() && !posts) return Answer.notAllowed("GET, HEAD");
    boolean api = path.startsWith(API);
    if (posts && !api && !path.equals(Login.PATH) && !path.equals("/logout")) {
      return Answer.notAllowed("GET, HEAD");
    }
    Access.No no = null;
    if (api) {
      no = posts ? access.toChange(head) : access.toRead(head);
    } else {
      no = access.toPage(head);
    }
    if (no != null) return told(no);
    if (posts && api && !head.mediaType().equals("application/json")) {
      return Answer.message(415, "Content-Type is to be application/json.");
    }
    return null;
  }

  private Answer get(Request request) throws IOException {
    String path = request.path;
    if (path == null) return Answer.notFound();
    if (path.startsWith(API)) {
      byte[] json = read.answer(path, Query.of(request.rawQuery()));
      return json == null ? Answer.notFound() : Answer.json(json);
    }
    if (path.equals(Login.PATH) && access.wantsToken()) return Login.page(200, "");
    if (path.equals("/") && mustLogIn(request)) return Login.to(Login.PATH);
    Answer page = pages.at(request);
    return page == null ? Answer.notFound() : page;
  }

  /**
   * A link from elsewhere comes without its cookie, even if there is one: then the page is given,
   * which has no secrets, and what it asks for comes with the cookie.
   */
  private boolean mustLogIn(Request request) {
    if (!access.wantsToken() || access.sessions().has(request)) return false;
    String site = request.header("sec-fetch-site");
    return site.isEmpty() || site.equals("none") || site.equals("same-origin");
  }

  private Answer post(Request request) throws IOException {
    String path = request.path;
    if (path == null) return Answer.notFound();
    if (path.equals(Login.PATH)) return logIn(request);
    if (path.equals("/logout")) return logOut(request);
    Node body = body(request);
    if (!body.isObject()) throw new IllegalArgumentException("The body is no JSON object.");
    Answer answer = change.post(path, body);
    return answer == null ? Answer.notFound() : answer;
  }

  private static Node body(Request request) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(request.body(), 0, request.length());
      return Node.parse(in, request.lease());
    } catch (IOException e) {
      throw new IllegalArgumentException("The body is no JSON.");
    }
  }

  private Answer logIn(Request request) {
    if (!access.wantsToken()) return Answer.notFound();
    String typed = Login.typed(request);
    if (typed == null) return Login.page(400, "");
    Access.No no = access.toLogIn(request, typed);
    if (no == null) return Login.to("/").with("Set-Cookie", access.sessions().begin());
    refusals.add(no.reason, 1);
    return more(no, Login.page(no.status, no.message));
  }

  private Answer logOut(Request request) {
    if (!access.wantsToken()) return Answer.notFound();
    if (Access.isForeign(request)) return Answer.message(403, "Pages of other sites may not.");
    return Login.to(Login.PATH).with("Set-Cookie", access.sessions().end(request));
  }

  private Answer told(Access.No no) {
    refusals.add(no.reason, 1);
    return more(no, Answer.message(no.status, no.message));
  }

  private static Answer more(Access.No no, Answer answer) {
    if (no.status == 401) return answer.with("WWW-Authenticate", "Bearer");
    return no.status == 429 ? answer.with("Retry-After", "6") : answer;
  }

  private static String clipped(@Nullable String message) {
    if (message == null) return "unknown";
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
  }
}
