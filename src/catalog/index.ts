/**
 * Ready systems: databases and brokers, each as one definition.
 * @module kubeloom/catalog
 */

export type { CatalogProps } from './common/catalog-app';
export { CatalogApp } from './common/catalog-app';
export type { Database } from './common/database';
export type { Passwords } from './common/passwords';
export type { BackupProps, RestoreProps } from './common/backup';
export type { CatalogStorage } from './common/storage';
export type { Settings } from './common/settings';
export { SqlServer } from './common/sql-server';
export type { VersionProps } from './common/versions';
export type { MetricsProps } from './common/metrics';
export type { PrimaryProps } from './common/primary';

// MySQL and MariaDB.
export { MariaDb, type MariaDbProps, Mysql, type MysqlProps } from './mysql/mysql';
export { MysqlReplicated, type MysqlReplicatedProps } from './mysql/mysql-replicated';
export { type MysqlEngine, MysqlServer, type MysqlServerProps } from './mysql/mysql-server';

// PostgreSQL.
export { Postgres, type PostgresProps } from './postgres/postgres';
export { PostgresCluster, type PostgresClusterProps } from './postgres/postgres-cluster';
export { PostgresServer, type PostgresServerProps } from './postgres/postgres-server';

// Redis.
export { Redis, type RedisProps } from './redis/redis';
export { RedisCluster, type RedisClusterProps } from './redis/redis-cluster';
export type { MaxmemoryPolicy, RedisServerProps } from './redis/redis-server';

// ZooKeeper and Solr.
export { ZooKeeperEnsemble, type ZooKeeperEnsembleProps } from './zookeeper/zookeeper-ensemble';
export { SolrCloud, type SolrCloudProps } from './solr/solr-cloud';

// Kafka.
export { KafkaCluster, type KafkaClusterProps, type KafkaControllersProps } from './kafka/kafka-cluster';

// MongoDB.
export { Mongo, type MongoProps } from './mongo/mongo';
export { MongoReplicaSet, type MongoReplicaSetProps } from './mongo/mongo-replica-set';
export type { MongoServerProps } from './mongo/mongo-server';
