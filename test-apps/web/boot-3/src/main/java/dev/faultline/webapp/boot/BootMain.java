// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.boot;

import dev.faultline.webapp.client.Client;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Starts the application, asks it everything, and ends. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({Orders.class, ErrorText.class})
public class BootMain {
  public static void main(String[] args) throws Exception {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(BootMain.class)
            .bannerMode(Banner.Mode.OFF)
            .properties(
                "server.port=0",
                "server.servlet.context-path=/app",
                "logging.level.root=OFF") // would go to stdout, with the time
            .run();
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    new Client("http://localhost:" + port + "/app")
        .ask(
            "/ok",
            "/handled",
            "/status-404",
            "/escapes",
            "/nowhere",
            "/error-page-throws",
            "/client-refused");
    context.close();
  }
}
