// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

import java.util.ArrayList;
import java.util.List;

/** What a {@link Notice} is made of; its fields are described there. Not thread-safe. */
public final class NoticeBuilder {
  final Notice.Event event;
  final long millis;
  public String rule = "";
  public String ruleText = "";
  public Severity severity = Severity.INFO;
  public final List<Target> targets = new ArrayList<>();
  public long windowMillis;
  public Parts parts = Parts.DEFAULT;
  public final List<AlertGroup> groups = new ArrayList<>();
  public int moreGroups;
  public boolean tellsResolved;
  public String silenceHint = "";

  /**
   * @param millis when it was decided, since 1970
   */
  public NoticeBuilder(Notice.Event event, long millis) {
    this.event = event;
    this.millis = millis;
  }

  public Notice build() {
    return new Notice(this);
  }
}
