// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.subject.Database;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
  private static String told(Database database) {
    return String.join(
        " ",
        database.system,
        database.host == null ? "-" : database.host,
        database.port == 0 ? "-" : Integer.toString(database.port),
        database.namespace == null ? "-" : database.namespace);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        // PostgreSQL
        "jdbc:postgresql://db.example:5432/Shop! postgresql db.example 5432 Shop",
        "jdbc:postgresql://db.example/Shop?user=u&password=p! postgresql db.example - Shop",
        "jdbc:postgresql://h1:1,h2:2/Shop! postgresql h1 1 Shop",
        "jdbc:postgresql://[::1]:5740/test! postgresql ::1 5740 test",
        "jdbc:postgresql://u:p@h:1/d! postgresql h 1 d",
        "jdbc:postgresql:Shop! postgresql - - Shop",
        "jdbc:postgresql:/! postgresql - - -",
        "jdbc:postgresql://h/! postgresql h - -",
        "jdbc:postgresql://h! postgresql h - -",
        "JDBC:PostgreSQL://Host.Example/MixedCase! postgresql Host.Example - MixedCase",
        "jdbc:pgsql://h:5/d! postgresql h 5 d",
        "jdbc:redshift://cluster.example:5439/dev! aws.redshift cluster.example 5439 dev",
        // MySQL, MariaDB
        "jdbc:mysql://h:3306/Shop?useSSL=false! mysql h 3306 Shop",
        "jdbc:mysql://u:p@h:3306/Shop! mysql h 3306 Shop",
        "jdbc:mysql://u:p/w@h:3306/Shop! mysql h 3306 Shop",
        "jdbc:mysql:loadbalance://h1:1,h2:2/d! mysql h1 1 d",
        "jdbc:mysql:replication://h1,h2/d! mysql h1 - d",
        "jdbc:mysql+srv://h/d! mysql h - d",
        "jdbc:mysql://address=(protocol=tcp)(host=h)(port=33)(password=x)/d! mysql h 33 d",
        "jdbc:mysql://(host=h,port=33,password=x)/d! mysql h 33 d",
        "jdbc:mysql://h! mysql h - -",
        "jdbc:mysql:///d! mysql - - d",
        "jdbc:mariadb://h:3307/d! mariadb h 3307 d",
        "jdbc:mariadb:sequential://h1:1,h2:2/d! mariadb h1 1 d",
        "jdbc:mariadb://address=(type=primary)(host=h)(port=1)/d! mariadb h 1 d",
        // SQL Server
        "jdbc:sqlserver://h:1433;databaseName=Shop;user=u;password=p! microsoft.sql_server h 1433 Shop",
        "jdbc:sqlserver://h\\inst;databaseName=Shop! microsoft.sql_server h - inst|Shop",
        "jdbc:sqlserver://h;instanceName=inst;database=Shop! microsoft.sql_server h - inst|Shop",
        "jdbc:sqlserver://;serverName=h;port=1;database=d! microsoft.sql_server h 1 d",
        "jdbc:sqlserver://h;password={a;database=no};database={d}! microsoft.sql_server h - d",
        "jdbc:sqlserver://h! microsoft.sql_server h - -",
        "jdbc:jtds:sqlserver://h:1433/Shop;instance=inst! microsoft.sql_server h 1433 inst|Shop",
        "jdbc:microsoft:sqlserver://h:1433;DatabaseName=d! microsoft.sql_server h 1433 d",
        // Oracle
        "jdbc:oracle:thin:@h:1521:ORCL! oracle.db h 1521 ORCL",
        "jdbc:oracle:thin:@h:1521/svc! oracle.db h 1521 svc",
        "jdbc:oracle:thin:@//h:1521/svc.Example! oracle.db h 1521 svc.Example",
        "jdbc:oracle:thin:@//h/svc:dedicated! oracle.db h - svc",
        "jdbc:oracle:thin:@tcps://h:2484/svc?wallet=x! oracle.db h 2484 svc",
        "jdbc:oracle:thin:scott/tiger@h:1521:ORCL! oracle.db h 1521 ORCL",
        "jdbc:oracle:thin:scott/ti@ger@//h:1/svc! oracle.db h 1 svc",
        "jdbc:oracle:oci:@alias! oracle.db - - alias",
        "jdbc:oracle:thin:@h1:1,h2:2/svc! oracle.db h1 1 svc",
        "jdbc:oracle:thin:@ldap://l:1/x,cn=y! oracle.db - - -",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1521))(CONNECT_DATA="
            + "(SERVICE_NAME=svc)))! oracle.db h 1521 svc",
        "jdbc:oracle:thin:u/p@( DESCRIPTION = (ADDRESS_LIST = (ADDRESS = (HOST = h1 ) ( PORT=1 ))"
            + "(ADDRESS=(HOST=h2)(PORT=2)))(CONNECT_DATA=(SID = orcl)))! oracle.db h1 1 orcl",
        // DB2, Informix, SAP, ClickHouse
        "jdbc:db2://h:50000/Sample:user=u;password=p;! ibm.db2 h 50000 Sample",
        "jdbc:db2:Sample! ibm.db2 - - Sample",
        "jdbc:as400://h/lib;naming=sql! ibm.db2 h - lib",
        "jdbc:informix-sqli://h:9088/d:INFORMIXSERVER=s;user=u;password=p! ibm.informix h 9088 d",
        "jdbc:sap://h:30015/?databaseName=HDB&user=u! sap.hana h 30015 HDB",
        "jdbc:clickhouse://h:8123/d! clickhouse h 8123 d",
        "jdbc:ch:https://h:8443/d?ssl=true! clickhouse h 8443 d",
        "jdbc:clickhouse://h:8123?database=d! clickhouse h 8123 d",
        // Embedded ones
        "jdbc:h2:mem:Test;DB_CLOSE_DELAY=-1! h2database - - Test",
        "jdbc:h2:mem:! h2database - - -",
        "jdbc:h2:file:/data/Sample;USER=sa;PASSWORD=x! h2database - - /data/Sample",
        "jdbc:h2:~/test! h2database - - ~/test",
        "jdbc:h2:tcp://h:9092/~/test! h2database h 9092 ~/test",
        "jdbc:h2:ssl://h/mem:test! h2database h - test",
        "jdbc:hsqldb:mem:Test! hsqldb - - Test",
        "jdbc:hsqldb:file:/a/b;shutdown=true! hsqldb - - /a/b",
        "jdbc:hsqldb:hsql://h:9001/xdb! hsqldb h 9001 xdb",
        "jdbc:derby:memory:Test;create=true! derby - - Test",
        "jdbc:derby:directory:/a/b;user=u;password=p! derby - - /a/b",
        "jdbc:derby://h:1527/Test;user=u! derby h 1527 Test",
        "jdbc:derby:;databaseName=Test! derby - - Test",
        "jdbc:sqlite:/a/b.db! sqlite - - /a/b.db",
        "jdbc:sqlite:file:x?mode=memory! sqlite - - x",
        "jdbc:sqlite::memory:! sqlite - - :memory:",
        "jdbc:sqlite:! sqlite - - -",
        // Wrappers
        "jdbc:p6spy:mysql://h/d! mysql h - d",
        "jdbc:tracing:postgresql://h/d! postgresql h - d",
        "jdbc:tracing:jdbc:postgresql://h/d! postgresql h - d",
        "jdbc:aws-wrapper:postgresql://h:1/d! postgresql h 1 d",
        "jdbc:log4jdbc:oracle:thin:@h:1:s! oracle.db h 1 s",
        "jdbc-secretsmanager:mysql://h:1/d! mysql h 1 d",
        "jdbc:p6spy:tracing:h2:mem:x! h2database - - x",
        // Unknown and malformed ones
        "jdbc:acme://h:1/d! other_sql h 1 d",
        "jdbc:acme:! other_sql - - -",
        "jdbc:! other_sql - - -",
        "postgresql://h/d! other_sql - - -",
        "jdbc:postgresql://h:port/d! postgresql - - d",
        "jdbc:postgresql://h:99999/d! postgresql - - d",
        "jdbc:postgresql://[::1/d! postgresql ::1 - d",
        "jdbc:oracle:thin:! oracle.db - - -",
        "jdbc:mysql://(host=! mysql - - -",
      })
  void url_saysWhereItGoes(String url, String expected) {
    assertThat(told(JdbcUrl.parse(url, null))).isEqualTo(expected);
  }

  @Test
  void url_nullOrEmptyIsOther() {
    assertThat(told(JdbcUrl.parse(null, null))).isEqualTo("other_sql - - -");
    assertThat(told(JdbcUrl.parse("", null))).isEqualTo("other_sql - - -");
  }

  @Test
  void properties_fillInWhatTheUrlLeavesOut() {
    Properties properties = new Properties();
    properties.setProperty("databaseName", "FromProperties");
    properties.setProperty("serverName", "server");
    properties.setProperty("portNumber", "1234");
    assertThat(told(JdbcUrl.parse("jdbc:sqlserver://", properties)))
        .isEqualTo("microsoft.sql_server server 1234 FromProperties");
    assertThat(told(JdbcUrl.parse("jdbc:postgresql://h:1/d", properties)))
        .isEqualTo("postgresql h 1 d");
  }

  @Test
  void properties_hostileOnesAreContained() {
    Properties hostile =
        new Properties() {
          @Override
          public String getProperty(String key) {
            throw new IllegalStateException(key);
          }
        };
    assertThat(JdbcUrl.parse("jdbc:postgresql:", hostile).system).isEqualTo("other_sql");
  }

  @Test
  void equalUrls_shareOneDatabase() {
    assertThat(JdbcUrl.parse("jdbc:postgresql://h/d?user=a", null))
        .isSameAs(JdbcUrl.parse("jdbc:postgresql://h/d?user=b", null));
  }

  @Test
  void passwords_areNeverTold() {
    String[] urls = {
      "jdbc:mysql://user:SECRET@h:1/d",
      "jdbc:mysql://user:SECRET/SECRET@h/d",
      "jdbc:mysql://a:SECRET@h1,b:SECRET@h2/d",
      "jdbc:mysql://address=(host=h)(user=u)(password=SECRET)/d",
      "jdbc:oracle:thin:user/SECRET@h:1:s",
      "jdbc:oracle:thin:user/\"SECRET@x\"@//h:1/s",
      "jdbc:oracle:thin:user/SECRET@(DESCRIPTION=(ADDRESS=(HOST=h)))",
      "jdbc:sqlserver://h;user=u;password={SECRET;x};databaseName=d",
      "jdbc:db2://h:1/d:user=u;password=SECRET;",
      "jdbc:informix-sqli://h:1/d:user=u;password=SECRET",
      "jdbc:h2:file:x;USER=sa;PASSWORD=SECRET",
      "jdbc:h2:tcp://user:SECRET@h/x",
      "jdbc:derby:x;user=u;password=SECRET",
      "jdbc:postgresql://h/d?user=u&password=SECRET",
      "jdbc:acme:user:SECRET@h",
      "jdbc:acme:user/SECRET@h:1:x",
    };
    for (String url : urls) {
      assertThat(told(JdbcUrl.parse(url, null))).as(url).doesNotContain("SECRET");
    }
  }

  @Test
  void anyText_isReadWithoutAnException() {
    Random random = new Random(42);
    String[] starts = {
      "jdbc:oracle:thin:", "jdbc:mysql:", "jdbc:h2:", "jdbc:sqlserver:", "jdbc:db2:"
    };
    String alphabet = "a1:/@?;&=(),[]{}\\. |";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder url = new StringBuilder(starts[i % starts.length]);
      for (int n = random.nextInt(20); n > 0; n--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(JdbcUrl.parseUnguarded(url.toString())).isNotNull();
    }
  }
}
