// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The customers in the database. */
@Repository
public class CustomerRepository {
  private final JdbcTemplate database;

  public CustomerRepository(JdbcTemplate database) {
    this.database = database;
  }

  @Transactional(readOnly = true)
  public List<Customer> withId(int id) {
    return database.query(
        "select id, name from customer where id = ?", new DataClassRowMapper<>(Customer.class), id);
  }
}
