// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {
  @TempDir Path base;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "com.example.shop.ShopApplication --port 1, lib/a.jar, ShopApplication",
        "com.example.shop.Main x.jar, lib/a.jar, shop",
        "Main, -, Main",
        "shop.module/com.example.Orders, -, Orders",
        "/opt/orders.jar --x, /opt/orders.jar, orders",
        "/opt/my apps/orders-1.2.0-SNAPSHOT.jar, /opt/my apps/orders-1.2.0-SNAPSHOT.jar, orders",
        "'', -, java",
      })
  void command_givesTheName(String command, String classPath, String name) {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", command);
    if (classPath != null) {
      properties.setProperty("java.class.path", classPath + File.pathSeparator + "faultline.jar");
    }
    assertThat(ServiceName.derive(properties, Map.of())).isEqualTo(name);
  }

  @Test
  void spring_namesItself() {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", "app.jar --spring.application.name=a b");
    assertThat(ServiceName.derive(properties, Map.of())).isEqualTo("a");
    properties.setProperty("sun.java.command", "app.jar");
    assertThat(ServiceName.derive(properties, Map.of("SPRING_APPLICATION_NAME", "b")))
        .isEqualTo("b");
    properties.setProperty("spring.application.name", "c");
    assertThat(ServiceName.derive(properties, Map.of("SPRING_APPLICATION_NAME", "b")))
        .isEqualTo("c");
  }

  @Test
  void tomcat_isNamedByItsOnlyApplication() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", "org.apache.catalina.startup.Bootstrap start");
    properties.setProperty("catalina.base", base.toString());
    assertThat(ServiceName.derive(properties, Map.of())).isEqualTo("tomcat");
    Files.createDirectories(base.resolve("webapps/manager"));
    Files.createDirectories(base.resolve("webapps/shop"));
    Files.createFile(base.resolve("webapps/shop.war"));
    assertThat(ServiceName.derive(properties, Map.of())).isEqualTo("shop");
    Files.createFile(base.resolve("webapps/other.war"));
    assertThat(ServiceName.derive(properties, Map.of())).isEqualTo("tomcat");
  }
}
