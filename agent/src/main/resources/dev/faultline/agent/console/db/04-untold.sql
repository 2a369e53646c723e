-- Groups that are new or have come back, and of which alerts have not heard yet. Written with the
-- group, and removed with what alerts make of it.
CREATE TABLE fault_untold (
  fingerprint VARCHAR PRIMARY KEY,
  regressed BOOLEAN NOT NULL
);
