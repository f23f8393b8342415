-- The accounts, with the passwords that the Secret has now. The primary reads it whenever it starts.
\set database `printenv DATABASE`
\set app `printenv APP_USER`
\set app_password `printenv APP_PASSWORD`
\set replication_password `printenv REPLICATION_PASSWORD`
\set metrics_password `printenv METRICS_PASSWORD`
SELECT :'replication_password' <> '' AS has_replication, :'metrics_password' <> '' AS has_metrics \gset

SELECT format('CREATE ROLE %I LOGIN', :'app') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app') \gexec
ALTER ROLE :"app" PASSWORD :'app_password';
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'app') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

\if :has_replication
  SELECT 'CREATE ROLE replication LOGIN REPLICATION' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replication') \gexec
  ALTER ROLE replication PASSWORD :'replication_password';
\endif

\if :has_metrics
  SELECT 'CREATE ROLE metrics LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'metrics') \gexec
  ALTER ROLE metrics PASSWORD :'metrics_password';
  GRANT pg_monitor TO metrics;
\endif
