import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { solrcloud } from '../../../examples/solrcloud';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';

const version = '9.9.0';
/** Pods see what is in `/usr` of this machine. */
const home = `/usr/local/lib/kubeloom-solr-${version}`;

/** What a collection is made with when nothing else is said, as small as can be. */
const configuration = {
  'solrconfig.xml': `<config>
  <luceneMatchVersion>9.12</luceneMatchVersion>
  <directoryFactory name="DirectoryFactory" class="solr.NRTCachingDirectoryFactory"/>
  <schemaFactory class="ClassicIndexSchemaFactory"/>
  <updateHandler class="solr.DirectUpdateHandler2"><updateLog/></updateHandler>
  <requestHandler name="/select" class="solr.SearchHandler"/>
</config>
`,
  'schema.xml': `<schema name="kubeloom" version="1.6">
  <fieldType name="string" class="solr.StrField"/>
  <fieldType name="plong" class="solr.LongPointField" docValues="true"/>
  <field name="id" type="string" indexed="true" stored="true" required="true"/>
  <field name="_version_" type="plong" indexed="false" stored="false"/>
  <uniqueKey>id</uniqueKey>
</schema>
`,
};

/** Solr as Maven Central has it, with a main program in place of its distribution's scripts. */
function install(): void {
  if (existsSync(join(home, 'complete'))) return;
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-solr-'));
  try {
    const dependency = (group: string, artifact: string, number: string): string =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${number}</version></dependency>`;
    writeFileSync(join(folder, 'pom.xml'), [
      '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
      '<groupId>kubeloom</groupId><artifactId>solr</artifactId><version>1</version><dependencies>',
      dependency('org.apache.solr', 'solr-test-framework', version), dependency('org.apache.solr', 'solr-core', version),
      dependency('org.apache.logging.log4j', 'log4j-slf4j2-impl', '2.24.3'),
      '</dependencies></project>',
    ].join(''));
    execFileSync('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${home}/libs`], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  cpSync(join(__dirname, 'SolrNode.java'), join(home, 'SolrNode.java'));
  execFileSync('javac', ['-cp', `${home}/libs/*`, '-d', home, join(home, 'SolrNode.java')], { stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(join(home, 'conf'), { recursive: true });
  for (const [name, text] of Object.entries(configuration)) writeFileSync(join(home, 'conf', name), text);
  writeFileSync(join(home, 'complete'), '');
}

/** Asks a node by HTTP; what it answers. */
function ask(pod: PodProcesses, path: string, body?: string): string {
  const post = body === undefined ? [] : ['--header=Content-Type: application/json', `--post-data=${body}`];
  const { status, stdout, stderr } = pod.exec(['wget', '-q', '-T', '50', '-O', '-', ...post, `http://${pod.address}:8983/solr/${path}`]);
  if (status !== 0) throw new Error(`${path}: ${status} ${stdout}${stderr}\n${pod.log()}`);
  return stdout.replaceAll(/\s/g, '');
}

function add(pod: PodProcesses, ids: readonly string[]): void {
  ask(pod, 'goods/update?commit=true', JSON.stringify(ids.map((id) => ({ id }))));
}

/** How many documents a node finds in its own copy, or anywhere. */
function count(pod: PodProcesses, own = false): number {
  try {
    return Number(/"numFound":(\d+)/.exec(ask(pod, `goods/select?q=*:*&rows=0${own ? '&distrib=false' : ''}`))?.[1] ?? -1);
  } catch {
    return -1;
  }
}

/** Solr itself, from Maven Central, with the ensemble of Debian. */
export const solrProof: ProcessProof = {
  name: 'solr',
  packages: ['zookeeper', 'default-jdk-headless', 'maven', 'wget'],
  define: (app) => solrcloud(app, { backup: { schedule: '@daily', storage: '5Gi', keep: 2 }, restore: { file: 'latest' } }),
  image: {
    users: { 1000: 'zookeeper', 8983: 'solr' },
    path: ['/usr/share/zookeeper/bin'],
    programs: { solr: { command: ['java', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-cp', `${home}/libs/*:${home}`, 'SolrNode', `${home}/conf`] } },
  },

  async prove(stage) {
    install();
    const [first, second, third] = stage.podsOf('solr') as [PodProcesses, PodProcesses, PodProcesses];
    const ids = Array.from({ length: 20 }, (_, number) => `document-${number}`);

    await stage.claim('3 nodes find the ensemble, and are known by the stable names of their pods', async () => {
      await stage.startAtOnce('zookeeper');
      await stage.startAtOnce('solr', 240);
      const nodes = ask(first, 'admin/collections?action=CLUSTERSTATUS');
      return [0, 1, 2].every((number) => nodes.includes(`solr-${number}.solr.solrcloud.svc:8983_solr`));
    });
    await stage.claim('what is written to one node is read from every one', () => {
      ask(first, 'admin/collections?action=CREATE&name=goods&numShards=1&replicationFactor=3');
      add(second, ids);
      return stage.eventually(() => [first, second, third].every((pod) => count(pod) === ids.length), 30);
    });
    await stage.claim('the loss of a node is survived: another copy leads, and takes writes', async () => {
      await stage.kill(first);
      return stage.eventually(() => {
        try {
          add(second, ['late']);
        } catch {
          return false;
        }
        return count(third) === ids.length + 1;
      }, 90);
    });
    await stage.claim('a node that comes back copies what it missed, and is ready then', async () => {
      await stage.startReady(first, 180);
      return count(first, true) === ids.length + 1;
    });
    await stage.claim('a node that lost its volume answers by others, until its copies are made again', async () => {
      await stage.stop(third);
      third.wipe();
      await stage.start(third);
      await stage.untilReady(third, 120);
      if (count(third) !== ids.length + 1) return false;
      const [, copy] = /"(core_node\d+)":\{[^}]*"node_name":"solr-2\./.exec(ask(first, 'admin/collections?action=CLUSTERSTATUS&collection=goods')) ?? [];
      ask(first, `admin/collections?action=DELETEREPLICA&collection=goods&shard=shard1&replica=${copy}`);
      ask(first, 'admin/collections?action=ADDREPLICA&collection=goods&shard=shard1&node=solr-2.solr.solrcloud.svc:8983_solr');
      return stage.eventually(() => count(third, true) === ids.length + 1, 90);
    });
    await stage.claim('the nodes write a backup to the volume that they share, and load it again', async () => {
      await stage.runJob('solr-backup', 180);
      ask(second, 'goods/update?commit=true', '{"delete":{"query":"*:*"}}');
      if (count(second) !== 0) return false;
      await stage.runJob('solr-restore', 180);
      return stage.eventually(() => count(third) === ids.length + 1, 60);
    });
    await stage.claim('without the ensemble nobody is ready', async () => {
      for (const pod of stage.podsOf('zookeeper')) await stage.kill(pod);
      return stage.eventually(async () => !(await second.isReady()), 60);
    });
  },
};
