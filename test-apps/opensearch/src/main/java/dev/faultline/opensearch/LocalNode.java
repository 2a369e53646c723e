// SPDX-License-Identifier: Apache-2.0
package dev.faultline.opensearch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * A cluster of one node on the loopback address, with HTTP and without plugins. Stays until it is
 * killed, and is the same one when it is started again in the same folder.
 *
 * <p>Arguments: the folder it lives in, and the port for HTTP. Prints "up" when it answers.
 */
public final class LocalNode extends Node {
  private LocalNode(Settings settings, Path config) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "local"),
        List.of(Netty4Plugin.class),
        false);
  }

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Path config = Files.createDirectories(home.resolve("config"));
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("network.host", "127.0.0.1")
            .put("http.port", args[1])
            .put("transport.port", "0")
            .put("discovery.type", "single-node")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    new LocalNode(settings, config).start();
    System.out.println("up");
    new CountDownLatch(1).await();
  }
}
