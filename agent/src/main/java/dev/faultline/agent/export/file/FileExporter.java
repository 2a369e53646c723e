// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.file;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.ecs.EcsEncoder;
import dev.faultline.agent.export.ecs.Frame;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of JSON in a file, for Filebeat, Logstash, Fluent Bit, Vector or jq. */
public final class FileExporter implements Exporter {
  private final AgentConfig config;
  private @Nullable LineFile file;
  private @Nullable Encoder encoder;

  public FileExporter(AgentConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void open(ExportContext context) {
    file =
        new LineFile(
            path(), config.file().maxBytes(), config.file().maxFiles(), config.timeout().toNanos());
    encoder = new EcsEncoder(context, Frame.NONE);
  }

  private Path path() {
    String path = config.file().path();
    if (path == null) path = "faultline-" + fileName(config.service()) + ".ndjson";
    try {
      return Paths.get(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("faultline.file.path is no path: " + e.getReason(), e);
    }
  }

  private static String fileName(String service) {
    return service.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  @Override
  public Set<Signal> signals() {
    return EcsEncoder.SIGNALS;
  }

  @Override
  public String target() {
    return path().toString();
  }

  @Override
  public Encoder encoder() {
    if (encoder == null) throw new IllegalStateException("not open");
    return encoder;
  }

  @Override
  public Outcome deliver(Payload payload) throws InterruptedException {
    if (file == null) throw new IllegalStateException("not open");
    try {
      file.append(payload.raw());
      return Outcome.delivered();
    } catch (IOException e) {
      return Outcome.retry(-1, reason(e));
    }
  }

  /** Without the path, which the log line has; without a class where there are words. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException && ((FileSystemException) e).getReason() == null) {
      return e.toString(); // its message is the path alone
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
