// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from {@code inst/} in the agent's jar, where a class is called
 * {@code X.classdata} so that nobody else finds it. Asks its parent for JDK classes only, and the
 * loader of this class for {@code dev.faultline.bootstrap}: whatever versions of Byte Buddy, ASM,
 * Jackson or SLF4J the application has, the two never meet.
 *
 * <p>Resources are served under the names that the application's own loaders would use: one asks
 * for {@code X.class} and gets the bytes of {@code X.classdata}.
 */
public final class AgentClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String INNER = "inst/";
  private static final String BOOTSTRAP = "dev.faultline.bootstrap.";

  /** What is left to the parent. Short, since each class that is loaded is compared with all. */
  private static final String[] JDK = {
    "java.",
    "sun.",
    "jdk.",
    "javax.net.",
    "javax.crypto.",
    "javax.security.",
    "javax.management.",
    "javax.transaction.xa.",
    "com.sun.net.httpserver.",
    "com.sun.management."
  };

  private static final boolean IS_JAVA_8 =
      "1.8".equals(System.getProperty("java.specification.version"));

  private final JarFile jar;
  private final InnerResources resources;
  private final ProtectionDomain domain;
  private final ClassLoader parent;

  /** Who has the classes that this one does not define for itself; null where it defines all. */
  private final @Nullable AgentClassLoader shared;

  private final String[] own;
  private final String except;

  /** Keeps the jar open for as long as the JVM lives. */
  AgentClassLoader(JarFile jar) {
    this(jar, null, new String[0], "");
  }

  private AgentClassLoader(
      JarFile jar, @Nullable AgentClassLoader shared, String[] own, String except) {
    super(jdkLoader());
    this.jar = jar;
    this.shared = shared;
    this.own = own;
    this.except = except;
    this.parent = getParent();
    this.resources = new InnerResources(this);
    Permissions all = new Permissions();
    all.add(new AllPermission());
    // Where there is a security manager, the application's policy knows nothing of us.
    this.domain = new ProtectionDomain(new CodeSource(null, (Certificate[]) null), all);
  }

  /** The platform class loader, or on Java 8 the extension class loader. */
  private static ClassLoader jdkLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) loader = loader.getParent();
    return loader;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isOfJdk(name)) return parent.loadClass(name);
    if (name.startsWith(BOOTSTRAP)) {
      return Class.forName(name, false, AgentClassLoader.class.getClassLoader());
    }
    if (shared != null && !isOwn(name)) return shared.loadClass(name, resolve);
    Class<?> loaded = findLoadedClass(name);
    if (loaded == null) loaded = define(name);
    if (resolve) resolveClass(loaded);
    return loaded;
  }

  /**
   * Without a lock for each name, which would be kept, with the name, for good: two threads that
   * come at the same time both read the file, and the second finds it defined.
   */
  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (LinkageError e) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) throw e;
      return loaded;
    }
  }

  /**
   * A second loader of the same jar, which has some of the classes for itself: they can be let go,
   * with the loader, when they are not needed any more. All other classes are those of this loader.
   *
   * @param own prefixes of their names
   * @param except the name of one that begins so and is shared all the same
   */
  public ClassLoader apart(String[] own, String except) {
    return new AgentClassLoader(jar, this, own.clone(), except);
  }

  private boolean isOwn(String name) {
    if (name.equals(except)) return false;
    for (String each : own) {
      if (name.startsWith(each)) return true;
    }
    return false;
  }

  private static boolean isOfJdk(String name) {
    for (String each : JDK) {
      if (name.startsWith(each)) return true;
    }
    return false;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = bytes(INNER + name.replace('.', '/') + ".classdata");
      if (bytes == null) throw new ClassNotFoundException(name);
      definePackageOf(name);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /**
   * Java 8 has no package of a class for whom nobody defines it. Newer ones make it when somebody
   * asks; to ask whether it is there would have them read the manifests of the boot class path.
   */
  private void definePackageOf(String className) {
    if (!IS_JAVA_8) return;
    int dot = className.lastIndexOf('.');
    String name = dot < 0 ? "" : className.substring(0, dot);
    if (name.isEmpty() || getPackage(name) != null) return;
    try {
      definePackage(name, null, null, null, null, null, null, null);
    } catch (IllegalArgumentException e) {
      // Another thread was quicker.
    }
  }

  private byte @Nullable [] bytes(String entryName) throws IOException {
    ZipEntry entry = jar.getEntry(entryName);
    if (entry == null) return null;
    try (InputStream in = jar.getInputStream(entry)) {
      int size = (int) entry.getSize();
      return size < 0 ? readAll(in) : read(in, size);
    }
  }

  private static byte[] read(InputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    int read = 0;
    while (read < size) {
      int count = in.read(bytes, read, size - read);
      if (count < 0) throw new IOException("the agent's jar is cut short");
      read += count;
    }
    return bytes;
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      bytes.write(buffer, 0, count);
    }
    return bytes.toByteArray();
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL inner = findResource(name);
    return inner == null && name.endsWith(".class") ? super.getResource(name) : inner;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return findResources(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      InputStream inner = open(name);
      return inner == null && name.endsWith(".class") ? super.getResourceAsStream(name) : inner;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return entry(name) == null ? null : resources.url(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return found == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(found));
  }

  /** The named resource of the agent, or null. */
  @Nullable InputStream open(String name) throws IOException {
    ZipEntry entry = entry(name);
    return entry == null ? null : jar.getInputStream(entry);
  }

  private @Nullable ZipEntry entry(String name) {
    if (!name.endsWith(".class")) return jar.getEntry(INNER + name);
    // The boot loader of Java 9 and newer does not show the classes it was given by an agent.
    if (name.startsWith("dev/faultline/bootstrap/")) return jar.getEntry(name);
    return jar.getEntry(INNER + name + "data");
  }
}
