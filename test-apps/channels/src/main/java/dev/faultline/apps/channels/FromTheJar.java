// SPDX-License-Identifier: Apache-2.0
package dev.faultline.apps.channels;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * Tests channels from within the packaged jar, where libraries are found by the agent's own class
 * loader and by nothing else. Arguments: the jar, then the lines of channels. Says of each channel
 * what came of it.
 */
public final class FromTheJar {
  private FromTheJar() {}

  public static void main(String[] args) throws Exception {
    Constructor<?> made =
        Class.forName("dev.faultline.bootstrap.AgentClassLoader")
            .getDeclaredConstructor(JarFile.class);
    made.setAccessible(true);
    ClassLoader loader = (ClassLoader) made.newInstance(new JarFile(args[0]));
    Class<?> agentConfig = loader.loadClass("dev.faultline.agent.config.AgentConfig");
    Object config = agentConfig.getMethod("of", Map.class).invoke(null, Collections.emptyMap());
    Class<?> deliveries = loader.loadClass("dev.faultline.agent.alert.channel.Deliveries");
    Object nobody =
        Proxy.newProxyInstance(
            loader, new Class<?>[] {deliveries}, (proxy, method, values) -> null);
    Class<?> dispatchers = loader.loadClass("dev.faultline.agent.alert.channel.Dispatcher");
    Object dispatcher =
        dispatchers
            .getConstructor(agentConfig, String.class, deliveries)
            .newInstance(config, "zh", nobody);
    dispatchers.getMethod("start").invoke(dispatcher);
    Class<?> channelConfig = loader.loadClass("dev.faultline.agent.alert.channel.ChannelConfig");
    for (int i = 1; i < args.length; i++) {
      Object channel = channelConfig.getMethod("parse", String.class).invoke(null, args[i]);
      dispatchers
          .getMethod("configure", java.util.List.class)
          .invoke(dispatcher, Collections.singletonList(channel));
      String name = args[i].substring(0, args[i].indexOf(' '));
      Future<?> said =
          (Future<?>) dispatchers.getMethod("test", String.class).invoke(dispatcher, name);
      System.out.println(name + ": " + said.get(30, TimeUnit.SECONDS));
    }
    dispatchers.getMethod("close", long.class).invoke(dispatcher, 1_000L);
  }
}
