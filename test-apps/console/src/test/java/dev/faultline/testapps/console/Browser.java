// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.harness.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;

/**
 * Chromium without a window. What it complains of, such as an error of a script or something that
 * the page's policy forbids, is kept until {@link #assertNoComplaints}. Waits until what is asked
 * for is there.
 */
final class Browser implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A name in the hands of others that leads to this machine. */
  static final String FOREIGN_NAME = "rebound.example";

  /** It warns of not knowing the newest Chromium's DevTools by class; we call them by name. */
  private static final Logger NOISE = Logger.getLogger("org.openqa.selenium.devtools");

  private final ChromeDriver driver;
  private final List<String> complaints = new ArrayList<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(1));
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
  }

  /** Needs {@link Chromium#installed()}. */
  static Browser start() throws IOException {
    Chromium installed = Chromium.installed();
    NOISE.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(installed.browser().toString());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en-US");
    options.addArguments("--disable-dev-shm-usage", "--no-first-run", "--disable-sync");
    options.addArguments("--disable-background-networking", "--disable-component-update");
    options.addArguments("--disable-features=OptimizationHints,MediaRouter,Translate");
    options.addArguments("--host-resolver-rules=MAP " + FOREIGN_NAME + " 127.0.0.1");
    options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    Files.createDirectories(ClassPath.target());
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(installed.driver().toFile())
            .usingAnyFreePort()
            .withLogFile(ClassPath.target().resolve("chromedriver.log").toFile())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Leaves the page, so that it asks no console that is gone; and all is as at the start. */
  void reset() {
    open("about:blank");
    desktop();
    dark(false);
    complaints();
  }

  void desktop() {
    size(1280, 800);
  }

  /** As wide as a small phone. */
  void phone() {
    size(360, 740);
  }

  /** In CSS pixels, of the page itself; a window cannot be made as narrow. */
  private void size(int width, int height) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void dark(boolean dark) {
    Map<String, String> feature =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  void open(String address) {
    driver.get(address);
  }

  void back() {
    driver.navigate().back();
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** Its value, whether scripts may read it or not. */
  String cookie(String name) {
    return driver.manage().getCookieNamed(name).getValue();
  }

  /** The first that matches and can be seen, once there is one. */
  WebElement element(String selector) {
    return element(By.cssSelector(selector));
  }

  /** The first link or button that says so and can be seen, once there is one. */
  WebElement saying(String text) {
    return element(
        By.xpath("(//a|//button|//summary|//label)[contains(normalize-space(.), '" + text + "')]"));
  }

  private WebElement element(By by) {
    WebElement[] found = new WebElement[1];
    until("there is " + by, () -> (found[0] = visible(by)) != null);
    return found[0];
  }

  private WebElement visible(By by) {
    for (WebElement each : driver.findElements(by)) if (each.isDisplayed()) return each;
    return null;
  }

  /** How many match now. */
  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  /** Clicks it, found anew where the page has been drawn anew meanwhile. */
  void click(String selector) {
    until("a click on " + selector, () -> clicked(() -> element(selector)));
  }

  void clickSaying(String text) {
    until("a click on " + text, () -> clicked(() -> saying(text)));
  }

  private static boolean clicked(Supplier<WebElement> element) {
    element.get().click();
    return true;
  }

  void type(String selector, String text) {
    WebElement field = element(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Pressed one after the other, at whatever has the focus. */
  void press(CharSequence... keys) {
    for (CharSequence each : keys) new Actions(driver).sendKeys(each).perform();
  }

  /** Chooses that option of the list that has the label. */
  void choose(String label, String option) {
    String list = "select[aria-label='" + label + "']";
    until(
        "a choice of " + option + " for " + label,
        () -> {
          new Select(element(list)).selectByVisibleText(option);
          return true;
        });
  }

  /** Presses Tab until what has the focus matches. */
  void tabTo(String selector) {
    for (int i = 0; i < 200; i++) {
      if (is(selector, "document.activeElement.matches(arguments[0])")) return;
      press(Keys.TAB);
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  private boolean is(String argument, String expression) {
    return Boolean.TRUE.equals(script("return " + expression, argument));
  }

  /** All that can be read on the page now, also beyond what is in the window. */
  String text() {
    return (String)
        script("return document.body.innerText"); // a driver's own takes minutes of 2,000 rows
  }

  /** What can be read in a frame, of whatever origin. */
  String textInFrame(String selector) {
    driver.switchTo().frame(element(selector));
    try {
      return text();
    } finally {
      driver.switchTo().defaultContent();
    }
  }

  /** Waits until the page's text is so. */
  void awaitText(String what, Predicate<String> condition) {
    try {
      until(what, () -> condition.test(text()));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(what + " at " + address() + ":\n" + text(), e);
    }
  }

  /** Waits until all of it can be read. */
  void awaitText(String... texts) {
    for (String each : texts) awaitText("the page says \"" + each + '"', t -> t.contains(each));
  }

  void awaitNoText(String text) {
    awaitText("the page does not say \"" + text + '"', t -> !t.contains(text));
  }

  Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** A script that calls its last argument when it is done. */
  Object asyncScript(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeAsyncScript(script, arguments);
  }

  /** Of what is behind the text: 0 black, 255 white. */
  double brightness(String selector) {
    String color = element(selector).getCssValue("background-color");
    double[] parts =
        Arrays.stream(color.split("[^0-9.]+"))
            .filter(each -> !each.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();
    return (parts[0] + parts[1] + parts[2]) / 3;
  }

  void allowClipboard(String origin) {
    List<String> permissions = List.of("clipboardReadWrite", "clipboardSanitizedWrite");
    devTools("Browser.grantPermissions", Map.of("origin", origin, "permissions", permissions));
  }

  String clipboard() {
    return (String)
        asyncScript("navigator.clipboard.readText().then(arguments[0], e => arguments[0]('' + e))");
  }

  /** Into target/screenshots/NAME.png. */
  void screenshot(String name) throws IOException {
    Path folder = Files.createDirectories(ClassPath.target().resolve("screenshots"));
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the browser has complained of since the last time. */
  List<String> complaints() {
    for (LogEntry each : driver.manage().logs().get(LogType.BROWSER)) {
      if (each.getLevel().intValue() >= Level.WARNING.intValue()) complaints.add(each.getMessage());
    }
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  void assertNoComplaints() {
    assertThat(complaints()).as("what the browser complains of").isEmpty();
  }

  /** Nothing is wider than the page is. */
  void assertNoSidewaysScroll() {
    long wide = ((Number) script("return document.documentElement.scrollWidth")).longValue();
    long room = ((Number) script("return window.innerWidth")).longValue();
    assertThat(wide).as("width in pixels of " + address()).isLessThanOrEqualTo(room);
  }

  void until(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(30))
        .ignoreException(StaleElementReferenceException.class)
        .ignoreExceptionsInstanceOf(NoSuchElementException.class)
        .ignoreException(ElementClickInterceptedException.class)
        .until(condition);
  }

  private void devTools(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
