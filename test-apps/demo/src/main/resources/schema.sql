create table products (
  id integer generated always as identity primary key,
  name varchar(100) not null,
  price_cents integer not null,
  category varchar(40),
  stock integer not null
);
create table customers (
  id integer generated always as identity primary key,
  email varchar(200) not null constraint customers_email_key unique,
  name varchar(200) not null
);
create table orders (
  id integer generated always as identity primary key,
  customer_id integer not null references customers,
  placed_at timestamp not null default current_timestamp
);
create table order_items (
  order_id integer not null references orders,
  product_id integer not null references products,
  quantity integer not null
);
create table page_views (
  customer_id integer not null,
  product_id integer not null,
  referrer varchar(200) not null
);
