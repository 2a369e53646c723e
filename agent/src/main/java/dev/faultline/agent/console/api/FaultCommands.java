// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Change;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.store.GroupChanges;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person decides about faults, as the page posts it. */
public final class FaultCommands implements Change {
  private static final String FAULTS = "/api/faults/";
  private static final int MAX_AT_ONCE = 1_000;

  private final GroupChanges groups;

  public FaultCommands(GroupChanges groups) {
    this.groups = groups;
  }

  @Override
  public @Nullable Answer post(String path, Node body) {
    return isDone(path, body) ? Answer.json(200, "{}") : null;
  }

  /** False where there is no such fault, or nothing of that name. */
  private boolean isDone(String path, Node body) {
    if (!path.startsWith(FAULTS)) return false;
    String rest = path.substring(FAULTS.length());
    if (rest.equals("resolve")) return resolve(body);
    int slash = rest.indexOf('/');
    if (slash < 0) return false;
    String fingerprint = rest.substring(0, slash);
    switch (rest.substring(slash + 1)) {
      case "resolve":
        return groups.resolve(fingerprint);
      case "reopen":
        return groups.reopen(fingerprint);
      case "unmute":
        return groups.unmute(fingerprint);
      case "mute":
        return mute(fingerprint, body);
      default:
        return false;
    }
  }

  private boolean resolve(Node body) {
    List<String> fingerprints = new ArrayList<>();
    for (Node each : body.list("fingerprints")) {
      Object plain = each.plain();
      if (plain instanceof String) fingerprints.add((String) plain);
    }
    if (fingerprints.isEmpty()) throw new IllegalArgumentException("\"fingerprints\" names none.");
    if (fingerprints.size() > MAX_AT_ONCE) {
      throw new IllegalArgumentException("\"fingerprints\" may have " + MAX_AT_ONCE + " at most.");
    }
    return groups.resolve(fingerprints) > 0;
  }

  private boolean mute(String fingerprint, Node body) {
    if (body.text("forever").equals("true")) return groups.muteForever(fingerprint);
    if (body.text("tenfold").equals("true")) return groups.muteUntilTenfold(fingerprint);
    long until = body.number("until");
    if (until <= System.currentTimeMillis()) {
      throw new IllegalArgumentException(
          "Say how long: \"until\" with milliseconds since 1970, in the future; or \"tenfold\" or"
              + " \"forever\" with true.");
    }
    return groups.muteUntil(fingerprint, until);
  }
}
