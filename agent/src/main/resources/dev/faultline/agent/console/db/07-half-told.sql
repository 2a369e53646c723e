-- Who has had a message that others have not: channels, as the rule names them.
CREATE TABLE alert_told (
  incident_key VARCHAR NOT NULL,
  channel VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  fired BIGINT NOT NULL,
  PRIMARY KEY (incident_key, channel)
);
