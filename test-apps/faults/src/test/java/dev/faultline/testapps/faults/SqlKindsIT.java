// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import org.junit.jupiter.params.ParameterizedTest;

/** The category is told wherever a fault is seen, not by the JDBC probe alone. */
class SqlKindsIT {
  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(SqlKinds.class, jdk);

    rows.fault("batch_isWhatItsNextExceptionSays")
        .has("faultline.sql.category", "IntegrityError")
        .has("faultline.sql.kind", "unique")
        .has("faultline.sql.state", "23505")
        .has("faultline.sql.transient", false);
    rows.fault("deadlock_mayPass")
        .has("faultline.sql.category", "OperationalError")
        .has("faultline.sql.kind", "deadlock")
        .has("faultline.sql.transient", true);
    rows.fault("xaDeadlock_isToldByItsCode")
        .has("faultline.sql.category", "OperationalError")
        .has("faultline.sql.kind", "deadlock")
        .has("faultline.sql.vendor_code", 102);
    rows.fault("emptyPool_isToldByItsWords")
        .has("faultline.sql.category", "OperationalError")
        .has("faultline.sql.kind", "pool_exhausted");
    rows.fault("useAfterClose_isMisuse")
        .has("faultline.sql.category", "InterfaceError")
        .has("faultline.sql.kind", "closed");
    rows.nothingElse();
  }
}
