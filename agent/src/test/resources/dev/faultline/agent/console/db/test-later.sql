-- For SchemaTest: what a later version may bring.
ALTER TABLE arrived ADD COLUMN doubled BIGINT;
UPDATE arrived SET doubled=n*2;
