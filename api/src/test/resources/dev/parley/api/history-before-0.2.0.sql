-- The history that the migrations before 0.2.0 left: installed_rank, version, description, type, script, checksum.
insert into flyway_schema_history
  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select rank, version, description, type, script, checksum, 'parley', 7, true
from (values
  (1, '1', 'core', 'SQL', 'V1__core.sql', -1799778292),
  (2, '20', 'execution changes', 'SQL', 'V20__execution_changes.sql', 1730113326),
  (3, '50', 'extraction', 'SQL', 'V50__extraction.sql', -673395572),
  (4, '51', 'skill sets', 'SQL', 'V51__skill_sets.sql', -1690243289),
  (5, '52', 'models', 'SQL', 'V52__models.sql', -2123909101),
  (6, '53', 'conversations', 'SQL', 'V53__conversations.sql', 1165125303),
  (7, '54', 'partitions', 'SQL', 'V54__partitions.sql', -1752524976),
  (8, '55', 'execution total', 'SQL', 'V55__execution_total.sql', -811207357),
  (9, '58', 'session key', 'SQL', 'V58__session_key.sql', 1899073973),
  (10, '59', 'idempotency etag', 'SQL', 'V59__idempotency_etag.sql', -570945449),
  (11, '60', 'lease', 'SQL', 'V60__lease.sql', 1091101677),
  (12, '61', 'unused indexes', 'SQL', 'V61__unused_indexes.sql', 2068040642),
  (13, '62', 'aspects', 'SQL', 'V62__aspects.sql', -1723259420),
  (14, '63', 'name keys', 'SQL', 'V63__name_keys.sql', -1374999432),
  (15, '64', 'unique names', 'JDBC', 'db.migration.V64__unique_names', null),
  (16, '67', 'event attributes', 'SQL', 'V67__event_attributes.sql', -1422721531),
  (17, '68', 'event attempts', 'SQL', 'V68__event_attempts.sql', -55368556),
  (18, '72', 'session of admin key', 'SQL', 'V72__session_of_admin_key.sql', -1455375735),
  (19, '75', 'graph templates', 'SQL', 'V75__graph_templates.sql', -146916419),
  (20, '78', 'drawn trigger', 'SQL', 'V78__drawn_trigger.sql', 1181030440),
  (21, '80', 'step attempt', 'SQL', 'V80__step_attempt.sql', -1272665968),
  (22, '86', 'standing', 'SQL', 'V86__standing.sql', -731810788),
  (23, '90', 'secret hosts', 'SQL', 'V90__secret_hosts.sql', 61895598)
) as known (rank, version, description, type, script, checksum);
