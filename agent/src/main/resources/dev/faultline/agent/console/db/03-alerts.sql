-- Faults that somebody may have been told of: a service and a fingerprint.
CREATE TABLE alert_seen (
  seen_key VARCHAR PRIMARY KEY,
  seen_at BIGINT NOT NULL
);
CREATE INDEX alert_seen_at ON alert_seen (seen_at);

-- What was there before there were alerts is no news.
INSERT INTO alert_seen (seen_key, seen_at)
  SELECT s.service || ' ' || g.fingerprint, MIN(g.first_seen)
  FROM fault_source f
  JOIN source s ON s.source_id = f.source_id
  JOIN fault_group g ON g.group_id = f.group_id
  GROUP BY s.service, g.fingerprint;

-- Groups of rules that fire, or are watched.
CREATE TABLE alert_incident (
  incident_key VARCHAR PRIMARY KEY,
  rule_name VARCHAR NOT NULL,
  -- JSON
  labels VARCHAR NOT NULL,
  fired BIGINT NOT NULL,
  told BIGINT NOT NULL,
  announced BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  told_seen BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL
);

CREATE TABLE alert_history (
  history_id BIGINT PRIMARY KEY,
  happened BIGINT NOT NULL,
  rule_name VARCHAR NOT NULL,
  incident_key VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  -- JSON
  labels VARCHAR NOT NULL,
  seen BIGINT NOT NULL,
  summary VARCHAR NOT NULL,
  -- with blanks between
  trace_ids VARCHAR NOT NULL
);

-- What became of a message.
CREATE TABLE alert_delivery (
  history_id BIGINT NOT NULL,
  settled INT NOT NULL,
  channel VARCHAR NOT NULL,
  ok BOOLEAN NOT NULL,
  detail VARCHAR NOT NULL,
  PRIMARY KEY (history_id, settled)
);

-- Those of the page.
CREATE TABLE alert_silence (
  silence_id VARCHAR PRIMARY KEY,
  matchers VARCHAR NOT NULL,
  until_millis BIGINT NOT NULL,
  remark VARCHAR NOT NULL
);

-- The rules that were written on the page are all of one text.
CREATE TABLE alert_text (
  name VARCHAR PRIMARY KEY,
  content VARCHAR NOT NULL
);
