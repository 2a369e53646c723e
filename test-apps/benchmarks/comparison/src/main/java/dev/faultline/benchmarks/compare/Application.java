// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.List;

/** An application whose start-up is measured. */
enum Application {
  EMPTY("an empty main", "") {
    @Override
    List<String> arguments(Places places, int port) {
      return List.of("-cp", places.classPath("benchmarks/comparison"), "com.example.empty.Empty");
    }
  },
  SHOP("the demo shop", "/products/1") {
    @Override
    List<String> arguments(Places places, int port) {
      return List.of(
          "-Dshop.port=" + port,
          "-Dshop.home=" + places.work().resolve("shop"),
          "-Dshop.database=h2",
          "-cp",
          places.classPath("demo"),
          "com.example.shop.Shop");
    }
  },
  BOOT("a Spring Boot application", "/customers/1") {
    @Override
    List<String> arguments(Places places, int port) {
      return List.of(
          "-Dserver.port=" + port,
          "-cp",
          places.classPath("benchmarks/comparison-boot"),
          "com.example.boot.BootApp");
    }
  },
  FOREST("20,000 classes", "") {
    @Override
    List<String> arguments(Places places, int port) {
      return List.of(
          "-cp",
          places.classPath("benchmarks/comparison") + ":" + places.forest(),
          "com.example.forest.LoadAll");
    }
  };

  private final String title;
  private final String path;

  Application(String title, String path) {
    this.title = title;
    this.path = path;
  }

  abstract List<String> arguments(Places places, int port);

  String title() {
    return title;
  }

  /** Whether it serves requests; else it ends by itself. */
  boolean answers() {
    return !path.isEmpty();
  }

  /** What it is asked first. */
  String path() {
    return path;
  }
}
