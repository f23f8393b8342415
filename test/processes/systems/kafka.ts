import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systems } from '../../examples/systems';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';

const version = '4.0.0';
/** Pods see what is in `/usr` of this machine. */
const home = `/usr/local/lib/kubeloom-kafka-${version}`;
/** The programs of the image, by the classes that they run. */
const programs: { readonly [name: string]: string } = {
  'kafka-storage.sh': 'kafka.tools.StorageTool',
  'kafka-server-start.sh': 'kafka.Kafka',
  'kafka-topics.sh': 'org.apache.kafka.tools.TopicCommand',
  'kafka-console-producer.sh': 'org.apache.kafka.tools.ConsoleProducer',
  'kafka-console-consumer.sh': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
};

/** Kafka as Maven Central has it, with programs that are called as those of its distribution. */
function install(): void {
  if (existsSync(join(home, 'complete'))) return;
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-kafka-'));
  try {
    const dependency = (group: string, artifact: string, number: string): string =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${number}</version></dependency>`;
    writeFileSync(join(folder, 'pom.xml'), [
      '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
      '<groupId>kubeloom</groupId><artifactId>kafka</artifactId><version>1</version><dependencies>',
      dependency('org.apache.kafka', 'kafka_2.13', version), dependency('org.apache.kafka', 'kafka-tools', version),
      dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', '2.24.3'),
      '</dependencies></project>',
    ].join(''));
    execFileSync('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${home}/libs`], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(join(home, 'bin'), { recursive: true });
  for (const [name, main] of Object.entries(programs)) {
    const heap = name === 'kafka-server-start.sh' ? '-Xmx256m' : '-Xmx128m -XX:TieredStopAtLevel=1';
    writeFileSync(join(home, 'bin', name), `#!/bin/sh\nexec java ${heap} $KAFKA_LOG4J_OPTS -cp '${home}/libs/*' ${main} "$@"\n`);
    chmodSync(join(home, 'bin', name), 0o755);
  }
  writeFileSync(join(home, 'complete'), '');
}

/** A program of Kafka that logs in as a client does; what it prints. */
function client(pod: PodProcesses, password: string, program: string, words: readonly string[], input = ''): string {
  const login = `org.apache.kafka.common.security.scram.ScramLoginModule required username="client" password="${password}";`;
  const config = `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=${login}\ndefault.api.timeout.ms=15000\nrequest.timeout.ms=10000\n`;
  pod.exec(['sh', '-c', 'cat > /tmp/client.properties'], config);
  const option = program.includes('producer') ? '--producer.config' : program.includes('consumer') ? '--consumer.config' : '--command-config';
  const quiet = '/tmp/quiet.properties';
  pod.exec(['sh', '-c', `printf 'rootLogger.level = off\\n' > ${quiet}`]);
  const command = ['env', `KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=${quiet}`, `${home}/bin/${program}`, '--bootstrap-server', `${pod.address}:9092`, option, '/tmp/client.properties'];
  const { stdout, stderr } = pod.exec([...command, ...words], input);
  return stdout + stderr;
}

/** Kafka itself, from Maven Central: brokers and controllers apart. */
export const kafkaProof: ProcessProof = {
  name: 'kafka',
  packages: ['default-jre-headless', 'maven'],
  define: systems['kafka']!,
  secrets: { 'kafka-passwords': { client: 'example-1', internal: 'example-2' } },
  image: { users: { 1000: 'appuser' }, env: { KAFKA_BIN: `${home}/bin` } },

  async prove(stage) {
    install();
    const controllers = stage.podsOf('kafka-controller');
    const brokers = stage.podsOf('kafka');
    const [first, second, third] = brokers as [PodProcesses, PodProcesses, PodProcesses];
    const messages = Array.from({ length: 50 }, (_, index) => `message-${index}`);
    const read = (pod: PodProcesses, count: number): readonly string[] =>
      client(pod, 'example-1', 'kafka-console-consumer.sh', ['--topic', 'orders', '--from-beginning', '--max-messages', String(count), '--timeout-ms', '20000']).split('\n');

    await stage.claim('3 controllers and 3 brokers find each other by name, and log in to each other', async () => {
      for (const pod of [...controllers, ...brokers]) await stage.start(pod);
      for (const pod of [...controllers, ...brokers]) await pod.untilReady(180);
    });
    await stage.claim('a client logs in, and makes a topic of 3 copies', () => {
      const made = client(first, 'example-1', 'kafka-topics.sh', ['--create', '--topic', 'orders', '--partitions', '3']);
      if (!made.includes('Created topic orders')) throw new Error(made);
      return client(second, 'example-1', 'kafka-topics.sh', ['--describe', '--topic', 'orders']).includes('ReplicationFactor: 3');
    });
    await stage.claim('with another password nobody does', () =>
      /Authentication failed|SaslAuthenticationException/.test(client(first, 'other', 'kafka-topics.sh', ['--list'])));
    await stage.claim('what is written to one broker is read from another', () => {
      client(first, 'example-1', 'kafka-console-producer.sh', ['--topic', 'orders', '--producer-property', 'acks=all'], `${messages.join('\n')}\n`);
      const found = read(second, messages.length);
      return messages.every((message) => found.includes(message));
    });
    await stage.claim('the loss of a broker and of a controller is survived, with all messages', async () => {
      await stage.kill(third);
      await stage.kill(controllers[0]!);
      client(first, 'example-1', 'kafka-console-producer.sh', ['--topic', 'orders', '--producer-property', 'acks=all'], 'late\n');
      return stage.eventually(() => {
        const found = read(first, messages.length + 1);
        return [...messages, 'late'].every((message) => found.includes(message));
      }, 90);
    });
    await stage.claim('a broker that lost its volume is not ready before it has copied everything', async () => {
      third.wipe();
      await stage.start(controllers[0]!);
      await stage.start(third);
      const early = await third.isReady();
      await third.untilReady(180);
      const behind = client(first, 'example-1', 'kafka-topics.sh', ['--describe', '--under-replicated-partitions']);
      return !early && !behind.includes('Topic:');
    });
    await stage.claim('a broker that is asked to stop hands over, and stops in time', async () => (await stage.stop(second)) === 'stopped');
  },
};
