-- Groups that are new, and places that have one again, of which alerts have not heard yet. Written
-- with the group, and removed with what alerts make of it. A new group has no place.
CREATE TABLE fault_untold (
  fingerprint VARCHAR NOT NULL,
  service VARCHAR NOT NULL,
  environment VARCHAR NOT NULL,
  regressed BOOLEAN NOT NULL,
  PRIMARY KEY (fingerprint, service, environment)
);
