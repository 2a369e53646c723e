-- Times are milliseconds since 1970. Numbers of rows are given by the one writer, ascending, so
-- that rows that come together lie together.

-- What kind of process something comes from. A release that came first has the smaller number.
CREATE TABLE source (
  source_id BIGINT PRIMARY KEY,
  service VARCHAR NOT NULL,
  environment VARCHAR NOT NULL,
  release VARCHAR NOT NULL,
  last_received BIGINT NOT NULL
);
CREATE UNIQUE INDEX source_names ON source (service, environment, release);

-- Numbers of all that ever arrived, by name.
CREATE TABLE arrived (
  name VARCHAR PRIMARY KEY,
  n BIGINT NOT NULL
);

-- What changes with every fault is here, and small; what seldom does is in fault_text.
CREATE TABLE fault_group (
  group_id BIGINT PRIMARY KEY,
  fingerprint VARCHAR NOT NULL,
  seen BIGINT NOT NULL,
  estimated BOOLEAN NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  last_received BIGINT NOT NULL,
  -- log2 of how often lately, were it now 1970: a count halves every hour
  heat DOUBLE PRECISION NOT NULL,
  -- how many there ever were, of which a few are kept
  examples BIGINT NOT NULL,
  -- about so many of text and examples
  bytes BIGINT NOT NULL,
  state VARCHAR NOT NULL,
  category VARCHAR NOT NULL,
  acknowledged BOOLEAN NOT NULL,
  regressed BOOLEAN NOT NULL,
  resolved_at BIGINT,
  muted BOOLEAN NOT NULL,
  muted_until BIGINT,
  muted_until_count BIGINT
);
CREATE UNIQUE INDEX fault_group_fingerprint ON fault_group (fingerprint);
CREATE INDEX fault_group_last_seen ON fault_group (last_seen);
CREATE INDEX fault_group_last_received ON fault_group (last_received);

-- Of the latest example. search has what free text is looked for in, in lower case.
CREATE TABLE fault_text (
  group_id BIGINT PRIMARY KEY,
  source_id BIGINT NOT NULL,
  type VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  thrown_at VARCHAR NOT NULL,
  via VARCHAR NOT NULL,
  request VARCHAR NOT NULL,
  task VARCHAR NOT NULL,
  thread VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  root_type VARCHAR NOT NULL,
  search VARCHAR NOT NULL
);
CREATE INDEX fault_text_type ON fault_text (type);
CREATE INDEX fault_text_thrown_at ON fault_text (thrown_at);

CREATE TABLE fault_source (
  group_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  PRIMARY KEY (group_id, source_id)
);
CREATE INDEX fault_source_source ON fault_source (source_id);

-- slot: the time at which the minute or hour begins.
CREATE TABLE fault_minute (
  group_id BIGINT NOT NULL,
  slot BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  PRIMARY KEY (group_id, slot)
);
CREATE INDEX fault_minute_slot ON fault_minute (slot);

CREATE TABLE fault_hour (
  group_id BIGINT NOT NULL,
  slot BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  PRIMARY KEY (group_id, slot)
);
CREATE INDEX fault_hour_slot ON fault_hour (slot);

-- Slot 0 is the first there was, the others are a ring of the latest.
CREATE TABLE fault_example (
  group_id BIGINT NOT NULL,
  slot INT NOT NULL,
  serial BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  packed BYTEA NOT NULL,
  PRIMARY KEY (group_id, slot)
);

-- The ids of records that came lately, hashed: one that is sent again counts once.
CREATE TABLE fault_uid (
  uid BIGINT PRIMARY KEY,
  received BIGINT NOT NULL
);
CREATE INDEX fault_uid_received ON fault_uid (received);

CREATE TABLE trace (
  trace_no BIGINT PRIMARY KEY,
  trace_id VARCHAR NOT NULL,
  received BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  -- of the span that it is named after; 9 where none has come yet
  root_rank INT NOT NULL,
  source_id BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  start_nanos BIGINT NOT NULL,
  duration_nanos BIGINT NOT NULL,
  spans INT NOT NULL,
  spans_left_out BIGINT NOT NULL,
  faults INT NOT NULL,
  lines INT NOT NULL,
  most_repeated BIGINT NOT NULL,
  failed BOOLEAN NOT NULL,
  slow BOOLEAN NOT NULL,
  -- the numbers of all sources that took part, each between blanks
  sources VARCHAR NOT NULL
);
CREATE UNIQUE INDEX trace_trace_id ON trace (trace_id);

CREATE TABLE span (
  trace_no BIGINT NOT NULL,
  span_id VARCHAR NOT NULL,
  source_id BIGINT NOT NULL,
  packed BYTEA NOT NULL,
  PRIMARY KEY (trace_no, span_id)
);

CREATE TABLE log_line (
  trace_no BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  packed BYTEA NOT NULL,
  PRIMARY KEY (trace_no, line_id)
);

CREATE TABLE trace_fault (
  trace_no BIGINT NOT NULL,
  fingerprint VARCHAR NOT NULL,
  span_id VARCHAR NOT NULL,
  PRIMARY KEY (trace_no, fingerprint, span_id)
);
