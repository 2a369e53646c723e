// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import javax.sql.DataSource;

/** What the servlets share. */
record Context(DataSource database, Mailer mailer, Invoices invoices) {
  Products products() {
    return new Products(database);
  }

  Customers customers() {
    return new Customers(database);
  }

  Orders orders() {
    return new Orders(database);
  }
}
