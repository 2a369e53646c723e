create table customer (id int primary key, name varchar(50) not null);
