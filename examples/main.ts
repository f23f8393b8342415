import { App } from 'kubeloom';
import { agentsAndJobs } from './agents-and-jobs';
import { bootcamp } from './bootcamp';
import { configAndSecrets } from './config-and-secrets';
import { frontAndBack } from './front-and-back';
import { mariadb } from './mariadb';
import { multiContainer } from './multi-container';
import { mysqlHostpath } from './mysql-hostpath';
import { nfsPair } from './nfs-pair';
import { nfsServer } from './nfs-server';
import { redisCluster } from './redis-cluster';
import { replicaSet } from './replica-set';
import { replicationController } from './replication-controller';
import { rollingWeb } from './rolling-web';
import { singlePod } from './single-pod';
import { statefulWeb } from './stateful-web';
import { volumeBackends } from './volume-backends';

const app = new App();

singlePod(app);
replicaSet(app);
rollingWeb(app);
replicationController(app);
bootcamp(app);
frontAndBack(app);
multiContainer(app);
configAndSecrets(app);
agentsAndJobs(app);
statefulWeb(app);
nfsPair(app);
nfsServer(app);
mysqlHostpath(app);
mariadb(app);
volumeBackends(app);
redisCluster(app);

app.synth();
