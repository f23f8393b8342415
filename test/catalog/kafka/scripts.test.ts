import { runScript, type ScriptRun } from '../support/run-script';

describe('start.sh', () => {
  const start = (env: { readonly [name: string]: string } = {}): ScriptRun => runScript('kafka/start.sh', {
    shell: 'bash',
    env: {
      KAFKA_BIN: '$FOLDER/bin', KAFKA_CONFIG: '$FOLDER/etc/base.properties', RUN_FOLDER: '$FOLDER/run', CLUSTER_ID: 'abc', NODE_ID_FIRST: '0', POD_NAME: 'kafka-2',
      CLIENT_PASSWORD: 'one', INTERNAL_PASSWORD: 'two', LISTENERS: 'CLIENT:9092 INTERNAL:9094', DOMAIN: 'kafka.shop.svc', ...env,
    },
    programs: { 'kafka-storage.sh': '', 'kafka-server-start.sh': '' },
    files: { 'etc/base.properties': 'process.roles=broker\n', 'run/caught-up': '' },
  });
  const lines = (run: ScriptRun): readonly string[] => run.file('run/server.properties')!.split('\n');

  test('prepares the volume for the cluster, and starts the server', () => {
    const { status, calls } = start();
    expect([status, calls]).toEqual([0, [
      'kafka-storage.sh format --ignore-formatted --cluster-id abc --config $FOLDER/run/server.properties --add-scram SCRAM-SHA-512=[name=client,password=one]',
      'kafka-server-start.sh $FOLDER/run/server.properties',
    ]]);
  });

  test('numbers the server after its pod', () => {
    expect(lines(start())).toEqual(expect.arrayContaining(['process.roles=broker', 'node.id=2']));
    expect(lines(start({ NODE_ID_FIRST: '1000' }))).toContain('node.id=1002');
  });

  test('tells clients and other servers the name of the pod', () => {
    expect(lines(start())).toContain('advertised.listeners=CLIENT://kafka-2.kafka.shop.svc:9092,INTERNAL://kafka-2.kafka.shop.svc:9094');
    expect(lines(start({ LISTENERS: 'CONTROLLER:9093' }))).toContain('advertised.listeners=CONTROLLER://kafka-2.kafka.shop.svc:9093');
  });

  test('gives the servers their password', () => {
    expect(lines(start()).filter((line) => line.includes('password="two" user_internal="two";'))).toHaveLength(2);
  });

  test.each(['', 'a b', 'a"b', 'a,b]'])('refuses the password %j', (CLIENT_PASSWORD) => {
    const { status, stderr, calls } = start({ CLIENT_PASSWORD });
    expect([status, calls]).toEqual([1, []]);
    expect(stderr).toContain('CLIENT_PASSWORD must consist of');
  });

  test('stops where the volume belongs to another cluster', () => {
    const run = runScript('kafka/start.sh', {
      shell: 'bash',
      env: { KAFKA_BIN: '$FOLDER/bin', KAFKA_CONFIG: '$FOLDER/c', RUN_FOLDER: '$FOLDER/run', CLUSTER_ID: 'x', NODE_ID_FIRST: '0', POD_NAME: 'k-0', CLIENT_PASSWORD: 'a', INTERNAL_PASSWORD: 'b', LISTENERS: 'CLIENT:9092', DOMAIN: 'k.n.svc' },
      programs: { 'kafka-storage.sh': 'exit 1', 'kafka-server-start.sh': '' },
      files: { 'c': '', 'run/.keep': '' },
    });
    expect([run.status, run.calls.some((call) => call.startsWith('kafka-server-start'))]).toEqual([1, false]);
  });
});

describe('ready.sh', () => {
  test('a broker that does not listen is not ready', () => {
    const { status, stderr, calls } = runScript('kafka/ready.sh', {
      shell: 'bash', env: { NODE_ID_FIRST: '0', POD_NAME: 'kafka-1', RUN_FOLDER: '$FOLDER/run', KAFKA_BIN: '$FOLDER/bin' }, programs: { 'kafka-topics.sh': '' },
    });
    expect([status, stderr, calls]).toEqual([1, 'not ready: it does not listen\n', []]);
  });

  const line = (replicas: string, isr: string): string => `Topic: a\tPartition: 0\tLeader: 1\tReplicas: ${replicas}\tIsr: ${isr}\tElr: \n`;

  test.each<[string, string, string, boolean]>([
    ['all its partitions', '', '', true],
    ['all of its own, while another broker has not', line('1,2', '1'), '', true],
    ['not all', line('1,2', '2') + line('0,1', '0'), 'it has not caught up in 2 partitions', false],
    ['one of a number that ends as its own', line('11,2', '2'), '', true],
  ])('a broker that has caught up in %s', (_name, answer, want, noted) => {
    const run = runScript('kafka/ready.sh', {
      shell: 'bash',
      // Nobody has to listen for this: the check of the port is another one.
      edit: (text) => text.replace(/^\(exec 3.*$/m, ''),
      env: { NODE_ID_FIRST: '0', POD_NAME: 'kafka-1', RUN_FOLDER: '$FOLDER/run', KAFKA_BIN: '$FOLDER/bin' },
      programs: { 'kafka-topics.sh': `printf '%s' '${answer}'` },
      files: { 'run/.keep': '' },
    });
    expect([run.status === 0, run.file('run/caught-up') !== undefined]).toEqual([noted, noted]);
    expect(run.stderr).toContain(want);
  });

  test('what has caught up once is not asked again', () => {
    const { status, calls } = runScript('kafka/ready.sh', {
      shell: 'bash', edit: (text) => text.replace(/^\(exec 3.*$/m, ''),
      env: { NODE_ID_FIRST: '0', POD_NAME: 'kafka-1', RUN_FOLDER: '$FOLDER/run', KAFKA_BIN: '$FOLDER/bin' }, programs: { 'kafka-topics.sh': '' }, files: { 'run/caught-up': '' },
    });
    expect([status, calls]).toEqual([0, []]);
  });
});
