// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What was asked for. The script has checked that options have values and numbers are numbers. */
record Options(
    Set<Agent> agents,
    Set<Part> parts,
    int rounds,
    boolean quick,
    boolean add,
    boolean readme,
    Path root,
    Path jdk) {
  private static final int ROUNDS = 3;

  static Options parse(String[] args) {
    Set<Agent> agents = EnumSet.allOf(Agent.class);
    Set<Part> parts = EnumSet.allOf(Part.class);
    int rounds = 0;
    boolean quick = false;
    boolean add = false;
    boolean readme = false;
    Path root = Path.of("");
    Path jdk = Path.of(System.getProperty("java.home"));
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--agents" -> agents = agents(args[++i]);
        case "--only" -> parts = parts(args[++i]);
        case "--rounds" -> rounds = Integer.parseInt(args[++i]);
        case "--quick" -> quick = true;
        case "--add" -> add = true;
        case "--report" -> {
          add = true;
          parts = EnumSet.noneOf(Part.class);
        }
        case "--readme" -> readme = true;
        case "--root" -> root = Path.of(args[++i]);
        case "--jdk" -> jdk = Path.of(args[++i]);
        default -> throw new IllegalArgumentException("does not know \"" + args[i] + "\"");
      }
    }
    return new Options(
        agents, parts, rounds > 0 ? rounds : quick ? 1 : ROUNDS, quick, add, readme, root, jdk);
  }

  boolean wants(Part part) {
    return parts.contains(part);
  }

  private static Set<Agent> agents(String list) {
    Set<Agent> agents = EnumSet.of(Agent.NONE);
    for (String key : list.split(",")) agents.add(Agent.of(key));
    return agents;
  }

  private static Set<Part> parts(String list) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : list.split(",")) {
      try {
        parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("does not know the part \"" + name + "\"", e);
      }
    }
    return parts;
  }
}
