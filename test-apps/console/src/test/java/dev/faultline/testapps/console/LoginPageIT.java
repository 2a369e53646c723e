// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The way in with a token, in Chromium, over plain HTTP by a name that is not this machine's own:
 * as others in the network come, whose browsers then send no Sec-Fetch-Site.
 */
@ExtendWith(InChromium.class)
class LoginPageIT {
  private static final String TOKEN = "0123456789abcdef-token";
  private static final String DEEP = "/#/faults?status=new&sort=count";

  @TempDir Path folder;
  private final Browser browser;
  private ConsoleProcess console;
  private String address;

  LoginPageIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    console =
        ConsoleProcess.inMemory(
            Jdks.newestUpTo(17), "--host", "0.0.0.0", "--token-file", file.toString());
    address = "http://" + Browser.FOREIGN_NAME + ":" + URI.create(console.address()).getPort();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void token_opensThePageAndLeadsBackToWhatWasLookedAt() throws Exception {
    browser.open(address + DEEP);
    logIn("a-wrong-token-of-someone");
    browser.awaitText("That is not the console's token.");
    logIn(TOKEN);
    browser.awaitText("All is quiet");
    assertThat(browser.address()).as("the link that was opened").isEqualTo(address + DEEP);

    String cookie = browser.cookie("faultline");
    assertThat(status("POST", "/logout", cookie)).isEqualTo(303); // as a day without use does
    browser.element("#token");
    assertThat(browser.cookie("faultline")).as("it is the session that ended").isEqualTo(cookie);
    logIn(TOKEN);
    browser.awaitText("All is quiet");
    assertThat(browser.address()).as("what was looked at").isEqualTo(address + DEEP);

    String next = browser.cookie("faultline");
    assertThat(status("GET", "/api/summary", next)).isEqualTo(200);
    browser.click("#logout");
    browser.element("#token");
    assertThat(status("GET", "/api/summary", next)).isEqualTo(401);
    // Chromium tells each answer of 401; anything else would be a fault of ours
    assertThat(browser.complaints()).allMatch(each -> each.contains("401"));
  }

  private void logIn(String token) {
    browser.type("#token", token);
    browser.press(Keys.ENTER);
  }

  /** What the console answers to whoever has that cookie. */
  private int status(String method, String path, String cookie) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(console.address() + path))
            .header("Cookie", "faultline=" + cookie)
            .method(method, BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
