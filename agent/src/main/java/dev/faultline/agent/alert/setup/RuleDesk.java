// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import dev.faultline.agent.config.AlertConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all places, as they hold now: of the file, the settings and the page. A file that
 * has become bad does not change them. Guarded by its caller.
 */
public final class RuleDesk {
  private static final String PAGE = "page";

  private final AlertConfig config;
  private final @Nullable WatchedFile file;
  private final Consumer<String> say;
  private String link = "";
  private String fileText = "";
  private String pageText;

  /** Of a file that is not in force, because of them. */
  private List<RuleProblem> rejected = Collections.emptyList();

  private Rulebook book;

  /**
   * @param file null for none
   * @param pageText rules that people have written elsewhere; empty for none
   * @param say takes a line about what is wrong
   */
  public RuleDesk(
      AlertConfig config, @Nullable WatchedFile file, String pageText, Consumer<String> say) {
    this.config = config;
    this.file = file;
    this.pageText = pageText;
    this.say = say;
    if (file != null && file.look(System.currentTimeMillis())) read(file);
    book = read(fileText, pageText);
    for (RuleProblem each : book.problems) say.accept("Alerts: " + each);
  }

  public Rulebook book() {
    return book;
  }

  public String pageText() {
    return pageText;
  }

  /** As it was named; empty where there is none. */
  public String file() {
    return file == null ? "" : file.place();
  }

  /** All that is wrong: with what is in force, and with what is not because of it. */
  public List<RuleProblem> problems() {
    List<RuleProblem> all = new ArrayList<>(book.problems);
    all.addAll(rejected);
    return all;
  }

  /** Where messages lead. */
  public void link(String link) {
    this.link = link;
    book = read(fileText, pageText);
  }

  /**
   * Looks at the file.
   *
   * @return whether the rules are others now
   */
  public boolean look(long nowMillis) {
    if (file == null || !file.look(nowMillis)) return false;
    if (!file.problem().isEmpty() || file.text() == null) {
      read(file);
      return false;
    }
    String text = file.text();
    Rulebook next = read(text, pageText);
    rejected = next.problems(file.place());
    if (!rejected.isEmpty()) {
      for (RuleProblem each : rejected) say.accept("Alerts: " + each);
      say.accept("Alerts: the rules from before hold until " + file.place() + " is right");
      return false;
    }
    fileText = text;
    book = next;
    say.accept("Alerts: " + file.place() + " has changed, " + next.rules.rules.size() + " rules");
    return true;
  }

  private void read(WatchedFile file) {
    String text = file.text();
    if (text != null) fileText = text;
    if (file.problem().isEmpty()) return;
    say.accept("Alerts: " + file.place() + " " + file.problem());
    rejected = Collections.singletonList(RuleProblem.of(file.place(), file.problem()));
  }

  /** What would be wrong with these rules of the page. */
  public List<RuleProblem> check(String pageText) {
    return read(fileText, pageText).problems(PAGE);
  }

  /** Has them from now on. */
  public void page(String pageText) {
    this.pageText = pageText;
    book = read(fileText, pageText);
  }

  private Rulebook read(String fileText, String pageText) {
    List<RuleText> texts = new ArrayList<>();
    if (file != null) texts.add(RuleText.of(file.place(), fileText));
    String set = config.rules();
    if (set != null) texts.add(RuleText.ofSetting("faultline.alert.rules", set));
    texts.add(RuleText.withoutChannels(PAGE, pageText));
    return Rulebook.of(config, texts, link);
  }
}
