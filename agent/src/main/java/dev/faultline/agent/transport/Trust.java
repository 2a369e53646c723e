// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import dev.faultline.agent.config.TransportConfig;
import dev.faultline.agent.transport.TlsMaterial.BadFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** TLS by the settings for protocols other than HTTP. */
public final class Trust {
  private Trust() {}

  /**
   * Makes sockets that trust and show what the settings say. Whoever uses them checks the host's
   * name.
   *
   * @throws IOException when a file that is set cannot be read; names the setting and the file
   */
  public static SSLSocketFactory sockets(TransportConfig config) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(TlsMaterial.keys(config), TlsMaterial.trust(config), null);
      return context.getSocketFactory();
    } catch (BadFile e) {
      throw new IOException(e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e, e);
    }
  }
}
