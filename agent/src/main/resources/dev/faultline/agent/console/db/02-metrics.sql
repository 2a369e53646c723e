-- Times are milliseconds since 1970, durations microseconds, where a name does not say otherwise.

-- A process that something came from.
CREATE TABLE instance (
  instance_id BIGINT PRIMARY KEY,
  service VARCHAR NOT NULL,
  environment VARCHAR NOT NULL,
  -- of all processes of a service in an environment
  instance_key VARCHAR NOT NULL,
  release VARCHAR NOT NULL,
  host VARCHAR NOT NULL,
  pid VARCHAR NOT NULL,
  jvm VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  -- 0 where it is not known
  started BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  -- the last metrics; 0 for none yet
  told_at BIGINT NOT NULL,
  -- between two reports of metrics; 0 where it is not known
  tell_millis BIGINT NOT NULL,
  -- whether its statements are measured, and need not be counted from spans
  tells_statements BOOLEAN NOT NULL
);

-- What a process has said of itself last: a line for each value.
CREATE TABLE instance_account (
  instance_id BIGINT PRIMARY KEY,
  time_nanos BIGINT NOT NULL,
  account VARCHAR NOT NULL
);

-- The last point of a cumulative series, which the next is compared with.
CREATE TABLE metric_point (
  instance_id BIGINT NOT NULL,
  series_hash BIGINT NOT NULL,
  kind INTEGER NOT NULL,
  start_nanos BIGINT NOT NULL,
  time_nanos BIGINT NOT NULL,
  counts BYTEA NOT NULL,
  total_micros BIGINT NOT NULL,
  PRIMARY KEY (instance_id, series_hash)
);

-- What durations are about: a route, a statement.
CREATE TABLE timed (
  timed_id BIGINT PRIMARY KEY,
  kind INTEGER NOT NULL,
  service VARCHAR NOT NULL,
  environment VARCHAR NOT NULL,
  -- method; database system
  part1 VARCHAR NOT NULL,
  -- route; database
  part2 VARCHAR NOT NULL,
  -- digest
  part3 VARCHAR NOT NULL,
  text VARCHAR NOT NULL
);

-- Upper bounds of buckets, with commas.
CREATE TABLE timing_bounds (
  bounds_id INTEGER PRIMARY KEY,
  bounds VARCHAR NOT NULL
);

-- Counts of an hour, by minute, or of the hour as a whole.
CREATE TABLE timing_hour (
  kind INTEGER NOT NULL,
  hour_start BIGINT NOT NULL,
  timed_id BIGINT NOT NULL,
  bounds_id INTEGER NOT NULL,
  whole BOOLEAN NOT NULL,
  minutes BYTEA NOT NULL,
  PRIMARY KEY (kind, hour_start, timed_id, bounds_id)
);

-- What the spans of an hour add to that.
CREATE TABLE timing_spans (
  kind INTEGER NOT NULL,
  hour_start BIGINT NOT NULL,
  timed_id BIGINT NOT NULL,
  shortest BIGINT NOT NULL,
  longest BIGINT NOT NULL,
  folded BIGINT NOT NULL,
  -- the slowest, a line each
  examples VARCHAR NOT NULL,
  PRIMARY KEY (kind, hour_start, timed_id)
);

CREATE INDEX timing_hour_age ON timing_hour (whole, hour_start);
