// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds settings that do not exist, and guesses which one was meant. */
final class UnknownKeys {
  /** Names of our own test runs; they reach the agent through the environment. */
  private static final String TEST_PREFIX = "FAULTLINE_TEST_";

  /**
   * Kubernetes sets FAULTLINE_SERVICE_HOST, FAULTLINE_PORT_4318_TCP and the like in every container
   * of a namespace that has a service named faultline. Nobody typed those.
   */
  private static final String[] KUBERNETES_PREFIXES = {
    "FAULTLINE_SERVICE_HOST", "FAULTLINE_SERVICE_PORT", "FAULTLINE_PORT"
  };

  /** Names of exporters that are not ours: what begins with one is its own business. */
  private final List<String> extensions = new ArrayList<>();

  private final List<String> complaints;

  /**
   * @param exporters names of those that are wanted
   */
  UnknownKeys(List<String> exporters, List<String> complaints) {
    this.complaints = complaints;
    for (String each : exporters) {
      if (!hasOptions(each)) extensions.add(each);
    }
  }

  private static boolean hasOptions(String exporter) {
    for (Option<?> each : Options.all()) {
      if (each.key.startsWith(exporter + '.')) return true;
    }
    return false;
  }

  private boolean isOfExtension(String name, boolean variable) {
    for (String each : extensions) {
      Option<String> any = Option.of(Kinds.TEXT, each + ".x", null, "");
      String known = variable ? any.env() : any.property();
      if (name.startsWith(known.substring(0, known.length() - 1))) return true;
    }
    return false;
  }

  /** Complains about system properties with our prefix. */
  void inProperties(Collection<String> names) {
    for (String each : new TreeSet<>(names)) {
      if (!each.startsWith(Option.PROPERTY_PREFIX) || Options.find(each) != null) continue;
      if (!isOfExtension(each, false)) complaints.add(line(each, nearest(each, false)));
    }
  }

  /** Complains about keys of a place that has nothing but our settings. */
  void inOwn(Collection<String> keys) {
    for (String each : new TreeSet<>(keys)) {
      if (Options.find(each) != null) continue;
      boolean prefixed = each.startsWith(Option.PROPERTY_PREFIX);
      String full = prefixed ? each : Option.PROPERTY_PREFIX + each;
      if (!isOfExtension(full, false)) complaints.add(line(each, nearest(full, false)));
    }
  }

  /** Complains about environment variables with our prefix. */
  void inEnvironment(Collection<String> names) {
    for (String each : new TreeSet<>(names)) {
      if (!each.startsWith(Option.ENV_PREFIX) || isKnownVariable(each)) continue;
      if (!isOfExtension(each, true)) complaints.add(line(each, nearest(each, true)));
    }
  }

  private static boolean isKnownVariable(String name) {
    for (Option<?> each : Options.all()) {
      if (each.env().equals(name)) return true;
    }
    for (String each : KUBERNETES_PREFIXES) {
      if (name.equals(each) || name.startsWith(each + "_")) return true;
    }
    return name.startsWith(TEST_PREFIX);
  }

  private static String line(String unknown, @Nullable String nearest) {
    return unknown
        + " is not a setting and is ignored"
        + (nearest == null ? "" : "; did you mean " + nearest + "?");
  }

  /** The known name with the fewest edits, or null where none is anywhere near. */
  private static @Nullable String nearest(String unknown, boolean variable) {
    String nearest = null;
    int fewest = (unknown.length() - Option.PROPERTY_PREFIX.length()) / 2;
    for (Option<?> each : Options.all()) {
      String known = variable ? each.env() : each.property();
      int edits = edits(unknown, known);
      if (edits >= fewest) continue;
      fewest = edits;
      nearest = known;
    }
    return nearest;
  }

  /** Levenshtein's distance. */
  static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
