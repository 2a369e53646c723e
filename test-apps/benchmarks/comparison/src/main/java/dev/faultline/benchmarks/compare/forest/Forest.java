// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.forest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar of 20,000 classes, the same at each run: a tenth of them interfaces; of the others, four in
 * ten have a superclass among those before, at most four deep, and most have interfaces, some of
 * them the JDK's. {@code forest.txt} names them in the order in which they were made.
 */
public final class Forest {
  private static final int CLASSES = 20_000;
  private static final int INTERFACES = CLASSES / 10;
  private static final int DEEPEST = 4;
  private static final int PACKAGE_SIZE = 80;
  private static final String[] JDK_INTERFACES = {
    "java/io/Serializable",
    "java/lang/Cloneable",
    "java/util/EventListener",
    "java/util/RandomAccess"
  };

  private final Random random = new Random(42);
  private final List<String> names = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();

  private Forest() {}

  /** Makes the jar unless it is there. */
  public static void grow(Path jar) throws IOException {
    if (Files.exists(jar)) return;
    Path unfinished = jar.resolveSibling(jar.getFileName() + ".part");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
      new Forest().write(out);
    }
    Files.move(unfinished, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(ZipOutputStream out) throws IOException {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < CLASSES; i++) {
      String name = "com/example/forest/p" + i / PACKAGE_SIZE + "/C" + i;
      put(out, name + ".class", i < INTERFACES ? Tree.ofInterface(name) : tree(name));
      names.add(name);
      list.append(name.replace('/', '.')).append('\n');
    }
    put(out, "forest.txt", list.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] tree(String name) {
    int parent = INTERFACES + random.nextInt(Math.max(1, names.size() - INTERFACES));
    boolean derived =
        parent < names.size()
            && random.nextInt(10) < 4
            && depths.get(parent - INTERFACES) < DEEPEST;
    depths.add(derived ? depths.get(parent - INTERFACES) + 1 : 0);
    return Tree.ofClass(name, derived ? names.get(parent) : "java/lang/Object", interfaces());
  }

  private String[] interfaces() {
    String[] interfaces = new String[random.nextInt(3)];
    for (int i = 0; i < interfaces.length; i++) {
      interfaces[i] =
          i > 0
              ? JDK_INTERFACES[random.nextInt(JDK_INTERFACES.length)]
              : names.get(random.nextInt(INTERFACES));
    }
    return interfaces;
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
