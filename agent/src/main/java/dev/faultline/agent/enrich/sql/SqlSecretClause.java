// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

/**
 * Watches the words of a text for a clause that sets a password: {@code IDENTIFIED BY secret},
 * where Oracle's secret looks like a name, and {@code PASSWORD} in statements about users.
 */
final class SqlSecretClause {
  private static final int LONGEST = 10;

  private int count;
  private String second = "";
  private String before = "";
  private boolean definesUsers;

  /**
   * @return whether what follows this word is secret
   */
  boolean begins(String sql, int from, int to) {
    String word =
        to - from > LONGEST ? "" : sql.substring(from, to).toUpperCase(java.util.Locale.ROOT);
    count++;
    if (count == 1) definesUsers = isDefinition(word);
    if (count == 2) second = word;
    boolean begins =
        word.equals("BY") && before.equals("IDENTIFIED")
            || word.equals("PASSWORD") && definesUsers && isAboutUsers();
    before = word;
    return begins;
  }

  private static boolean isDefinition(String word) {
    return word.equals("CREATE")
        || word.equals("ALTER")
        || word.equals("SET")
        || word.equals("GRANT");
  }

  private boolean isAboutUsers() {
    return count == 2
        || second.equals("USER")
        || second.equals("ROLE")
        || second.equals("LOGIN")
        || second.equals("GROUP");
  }
}
