// SPDX-License-Identifier: Apache-2.0
package com.example.forest;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Loads, links and initializes each class that the list in the generated jar names, and ends. */
public final class LoadAll {
  private LoadAll() {}

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    try (InputStream list = LoadAll.class.getResourceAsStream("/forest.txt")) {
      if (list == null) throw new FileNotFoundException("forest.txt is not on the class path");
      BufferedReader names =
          new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII));
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        Class.forName(name);
      }
    }
  }
}
