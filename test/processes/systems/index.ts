import type { ProcessProof } from '../stage';
import { kafkaProof } from './kafka';
import { mysqlReplicatedProof } from './mysql-replicated';
import { nginx } from './nginx';
import { postgresqlProof } from './postgresql';
import { redisBackup } from './redis-backup';
import { redisCluster } from './redis-cluster';
import { solrProof } from './solr';
import { zookeeper } from './zookeeper';

/** Every proof, in the order in which they run. */
export const proofs: readonly ProcessProof[] = [
  mysqlReplicatedProof, postgresqlProof, redisCluster, redisBackup, zookeeper, solrProof, kafkaProof, nginx,
];
