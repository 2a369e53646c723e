// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * A cluster of one broker that is its own controller, on the loopback address. Makes topics when
 * they are asked for. Stays until it is killed, and is the same one when it is started again in the
 * same folder.
 *
 * <p>Arguments: the folder it lives in, and its two ports. Prints "up" when it answers.
 */
public final class LocalBroker {
  private static final String CLUSTER = "AAAAAAAAAAAAAAAAAAAAAA";

  private LocalBroker() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Properties properties = properties(home, args[1], args[2]);
    if (!Files.exists(home.resolve("data/meta.properties"))) format(home, properties);
    new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM).startup();
    System.out.println("up");
    new CountDownLatch(1).await();
  }

  private static Properties properties(Path home, String port, String controllerPort) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "listeners", "PLAINTEXT://127.0.0.1:" + port + ",RAFT://127.0.0.1:" + controllerPort,
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "RAFT",
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,RAFT:PLAINTEXT",
            "log.dirs", home.resolve("data").toString()));
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "num.partitions", "3",
            "group.initial.rebalance.delay.ms", "0",
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500"));
    return properties;
  }

  private static void format(Path home, Properties properties) throws IOException {
    Path file = home.resolve("broker.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] arguments = {"format", "-t", CLUSTER, "-c", file.toString()};
    StorageTool.execute(arguments, new PrintStream(System.err, true, "UTF-8"));
  }
}
