// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where in the project's tree what is needed is. */
final class Places {
  private final Path root;
  private final Path java;

  Places(Path root, Path jdk) {
    this.root = root;
    this.java = jdk.resolve("bin/java");
  }

  /** What applications are run on. */
  Path java() {
    return java;
  }

  Path target() {
    return root.resolve("test-apps/benchmarks/target");
  }

  Path readme() {
    return root.resolve("test-apps/benchmarks/README.md");
  }

  /** Where applications run, and leave their logs. */
  Path work() {
    return target().resolve("comparison");
  }

  Path forest() {
    return work().resolve("forest.jar");
  }

  Path faultline() {
    return root.resolve("agent/target/faultline.jar");
  }

  Path peer(String jar) {
    return module("benchmarks/comparison").resolve("peers/" + jar + ".jar");
  }

  /** The class path of an application that is a module of its own. */
  String classPath(String module) {
    return module(module).resolve("classes") + ":" + listed(module, "application.classpath");
  }

  /** The class path of the sink and the client. */
  String toolsClassPath() {
    String module = "benchmarks/comparison";
    return module(module).resolve("classes") + ":" + listed(module, "driver.classpath");
  }

  private Path module(String name) {
    return root.resolve("test-apps").resolve(name).resolve("target");
  }

  private String listed(String module, String file) {
    try {
      return Files.readString(module(module).resolve(file)).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
