// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * Addresses of the agent's resources. Not {@code jar:} ones: those share a cache of open jars with
 * the application, which Tomcat for one switches off and others close.
 */
final class InnerResources extends URLStreamHandler {
  private final AgentClassLoader loader;

  InnerResources(AgentClassLoader loader) {
    this.loader = loader;
  }

  URL url(String name) {
    try {
      return new URL("faultline", "", -1, "/" + name, this);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() throws IOException {
        InputStream in = loader.open(getURL().getPath().substring(1));
        if (in == null) throw new FileNotFoundException(String.valueOf(getURL()));
        return in;
      }
    };
  }
}
