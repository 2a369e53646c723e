// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes certificates with the JDK's own tool, one key store each, all of one folder. */
public final class Keytool {
  public static final String PASSWORD = "changeit";

  private final Path folder;

  public Keytool(Path folder) {
    this.folder = folder;
  }

  /** One that signs others. */
  public void authority(String name) throws IOException, InterruptedException {
    generate(name, "-ext", "bc:c");
  }

  /** One for localhost that is signed by that authority. */
  public void issue(String name, String by) throws IOException, InterruptedException {
    generate(name);
    byte[] request = run(new byte[0], name, "-certreq");
    byte[] signed = run(request, by, "-gencert", "-rfc", "-ext", "san=dns:localhost");
    run(
        run(new byte[0], by, "-exportcert", "-rfc"),
        name,
        "-importcert",
        "-noprompt",
        "-alias",
        by);
    run(signed, name, "-importcert", "-noprompt");
  }

  /** A PEM file with its certificate. */
  public Path certificate(String name) throws IOException, InterruptedException {
    return Files.write(
        folder.resolve(name + ".pem"), run(new byte[0], name, "-exportcert", "-rfc"));
  }

  /** A PEM file with its private key, in PKCS#8. */
  public Path key(String name) throws IOException, GeneralSecurityException {
    byte[] key = open(name).getKey(name, PASSWORD.toCharArray()).getEncoded();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n";
    return Files.writeString(folder.resolve(name + ".key"), pem);
  }

  public KeyStore open(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path file(String name) {
    return folder.resolve(name + ".p12");
  }

  private void generate(String name, String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
    arguments.addAll(List.of("-dname", "CN=" + name, "-validity", "2"));
    arguments.addAll(List.of(more));
    run(new byte[0], name, arguments.toArray(new String[0]));
  }

  private byte[] run(byte[] input, String name, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().tool("keytool").toString());
    command.addAll(List.of(arguments));
    if (!command.contains("-alias")) command.addAll(List.of("-alias", name));
    command.addAll(List.of("-keystore", file(name).toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    }
    byte[] said = process.getInputStream().readAllBytes();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + "\n" + new String(said, StandardCharsets.UTF_8) + errors);
    }
    return said;
  }
}
