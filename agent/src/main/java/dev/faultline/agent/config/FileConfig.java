// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import org.jspecify.annotations.Nullable;

/** Settings of the exporter to a file. */
public final class FileConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<String> PATH =
      OPTIONS
          .option(Kinds.TEXT, "file.path", null, "`faultline-SERVICE.ndjson`")
          .says("The file that lines are appended to; its folder is made if it is not there.");

  private static final Option<Long> MAX_BYTES =
      OPTIONS
          .option(Quantity.SIZE, "file.max-bytes", "100MB")
          .between("1MB", "100GB")
          .says("Before it would become larger, the file is renamed to `.1`, and begun anew.");

  private static final Option<Integer> MAX_FILES =
      OPTIONS
          .option(Kinds.INTEGER, "file.max-files", "5")
          .between("1", "1000")
          .says("How many files are kept, the one being written included.");

  private final Settings settings;

  FileConfig(Settings settings) {
    this.settings = settings;
  }

  /** As it was written, or null. */
  public @Nullable String path() {
    return settings.value(PATH);
  }

  public long maxBytes() {
    return settings.value(MAX_BYTES);
  }

  public int maxFiles() {
    return settings.value(MAX_FILES);
  }
}
