-- Warnings and worse that belong to no trace: of each source a ring of the latest.
CREATE TABLE loose_line (
  source_id BIGINT NOT NULL,
  slot INT NOT NULL,
  serial BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  received BIGINT NOT NULL,
  packed BYTEA NOT NULL,
  PRIMARY KEY (source_id, slot)
);
CREATE INDEX loose_line_received ON loose_line (received);
