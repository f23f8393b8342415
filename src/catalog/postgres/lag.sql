-- How many seconds a replica is behind; no row while it is not connected, or replay is paused.
SELECT CASE
    WHEN pg_last_wal_replay_lsn() >= latest_end_lsn THEN 0
    ELSE greatest(0, ceil(extract(epoch FROM clock_timestamp() - coalesce(pg_last_xact_replay_timestamp(), 'epoch'))))::bigint
  END
FROM pg_stat_wal_receiver
WHERE status = 'streaming' AND NOT pg_is_wal_replay_paused();
