-- When the group was resolved, as long as this source's service has not seen it again in this environment.
ALTER TABLE fault_source ADD COLUMN resolved_at BIGINT;

UPDATE fault_source SET resolved_at =
  (SELECT g.resolved_at FROM fault_group g WHERE g.group_id = fault_source.group_id);
