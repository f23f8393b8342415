import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ConvertedProject } from '../../../src/codegen/compose/convert-compose';
import { isPlainMap, type PlainMap } from '../../../src/core/plain-map';
import { readDocuments } from '../../../src/yaml/read';
import { shop, shopFiles } from './fixture';
import { convert, convertDocuments } from './support';

type Path = readonly (string | number)[];

const service = (fields: string, files?: { readonly [path: string]: string }): ConvertedProject => convert(`services:\n  a:\n    image: b:1\n${fields.replace(/^(?=.)/gm, '    ')}\n`, files);
/** What stands in the definition of the service `a`. */
const fields = ({ program }: ConvertedProject): string => {
  const inner = /new \w+\(shop, 'a', \{\n?([^]*?)\n?\}\);/.exec(program)![1]!;
  return inner.replace(/\s+/g, ' ').replace(/,(?= [\]}])/g, '').trim().replace(/^image: 'b:1',? ?/, '').replace(/,$/, '');
};
const named = ({ named: list }: ConvertedProject): string[] => list.map(({ field }) => field);

describe('a whole project', () => {
  const converted = convert(shop, shopFiles);

  test('becomes the golden program', () => {
    expect(converted.problems).toEqual([]);
    expect(converted.program).toBe(readFileSync(join(__dirname, '../../golden/convert/shop.ts'), 'utf8'));
  });

  test('shows no secret anywhere', () => {
    expect(JSON.stringify({ ...converted, secrets: [...converted.secrets] })).not.toMatch(/hunter|[\ue000\ue001]/);
  });

  test('has every field in the program, or in the report', () => {
    const document = readDocuments(shop)[0]!.value as PlainMap;
    const names = named(converted);
    const silent: string[] = [];
    for (const path of leaves(document)) {
      const field = path.join('.');
      // No value of a secret is anywhere: the key of its Secret is.
      if (path.includes('environment') && [...converted.secrets.values()].flat().includes(String(path.at(-1)))) continue;
      if (names.some((name) => field === name || field.startsWith(`${name}.`))) continue;
      // What is neither named nor in the program could be anything else without that anybody saw it.
      const other = convertDocuments([changed(document, path, 'zz9') as PlainMap], shopFiles);
      if (sameOutcome(other, converted)) silent.push(field);
    }
    expect(silent).toEqual([]);
  });

  test('names each field that nobody knows, wherever it stands', () => {
    const document = readDocuments(shop)[0]!.value as PlainMap;
    const silent: string[] = [];
    for (const path of maps(document)) {
      // Keys of these are data.
      if (/(?:^|\.)(?:services|environment|sysctls|labels|depends_on|args|options|networks|driver_opts|volumes|configs|secrets|x-common|aliases)$/.test(path.join('.'))) continue;
      const field = [...path, 'zz9'].join('.');
      const names = named(convertDocuments([changed(document, [...path, 'zz9'], 'a') as PlainMap], shopFiles));
      if (!names.some((name) => field === name || field.startsWith(`${name}.`))) silent.push(field);
    }
    expect(silent).toEqual([]);
  });
});

describe('fields of a service', () => {
  test.each<[string, string, string]>([
    ['a port', 'ports: ["8080:80"]', 'ports: { http: 80 }'],
    ['a port that is a number', 'ports: [5432]', 'ports: { postgres: 5432 }'],
    ['ports of one number', 'ports: ["53:53/udp", "53:53"]', "ports: { dns: { port: 53, protocol: 'UDP' }, 'port-53': 53 }"],
    ['exposed ports', 'expose: ["9000", 3000]', "ports: { http: 9000, 'port-3000': 3000 }"],
    ['a command line', 'command: sh -c "echo \\"a b\\" \'c d\'" e\\ f', 'args: [\'sh\', \'-c\', \'echo "a b" \\\'c d\\\'\', \'e f\']'],
    ['a command without words', 'command: []', ''],
    ['an entrypoint', 'entrypoint: /run.sh --fast', "command: ['/run.sh', '--fast']"],
    ['variables as a list', 'environment: [A=b=c, B=]', "env: { A: 'b=c', B: '' }"],
    ['variables as a map', 'environment: { A: 1, B: true, C: 1.5 }', "env: { A: '1', B: 'true', C: '1.5' }"],
    ['signs that Kubernetes expands', 'environment: { A: "$$(B)", C: "$$$$" }', "env: { A: text`${'$(B)'}`, C: text`${'$$'}` }"],
    ['limits', 'cpus: 0.25\nmem_limit: 512m', "resources: { limits: { cpu: '250m', memory: '512Mi' } }"],
    ['a user', 'user: 1000:50', 'security: { pod: { runAsUser: 1000, runAsGroup: 50 } }'],
    ['capabilities', 'cap_add: [CAP_SYS_TIME]', "security: { capabilities: { add: ['SYS_TIME'] } }"],
    ['memory at a path', 'tmpfs: /run', "mounts: { '/run': emptyDir({ medium: 'Memory' }) }"],
    ['a volume without a name', 'volumes: [/data]', "mounts: { '/data': emptyDir() }"],
    ['a volume', 'volumes: ["data:/data"]\n', "storage: { data: { mountPath: '/data', size: '1Gi' } }"],
    ['a probe', 'healthcheck: { test: [CMD, /check] }', "health: { readiness: exec(['/check'], { periodSeconds: 30, timeoutSeconds: 30 }) }"],
    ['times', 'stop_grace_period: 1h2m3s', 'terminationGracePeriodSeconds: 3723'],
    ['less than a second', 'stop_grace_period: 100ms', 'terminationGracePeriodSeconds: 1'],
    ['one at a time', 'deploy: { update_config: { order: stop-first } }', 'rollout: { maxSurge: 0, maxUnavailable: 1 }'],
  ])('%s', (_name, given, want) => expect(fields(service(given))).toBe(want));

  test.each<[string, string, string]>([
    ['a port that is none', 'ports: ["80:http"]', 'services.a.ports.0'],
    ['a port of another protocol', 'ports: ["80:80/sctp"]', 'services.a.ports.0'],
    ['a port beyond all ports', 'ports: ["1:70000"]', 'services.a.ports.0'],
    ['a user by name', 'user: app', 'services.a.user'],
    ['an amount that is none', 'mem_limit: lots', 'services.a.mem_limit'],
    ['a time that is none', 'healthcheck: { test: [CMD, a], interval: soon }', 'services.a.healthcheck.interval'],
    ['a file that is not there', 'env_file: a.env', 'services.a.env_file'],
    ['a folder of the project', 'volumes: ["./src:/src"]', 'services.a.volumes.0'],
    ['a field that compose does not have', 'prots: [80]', 'services.a.prots'],
    ['a secret in a field that is written', 'image_: a\nworking_dir: /${DB_PASSWORD}', 'services.a.working_dir'],
  ])('%s is named', (_name, given, want) => expect(named(service(given, { 'src/': '', '.env': 'DB_PASSWORD=hunter2\n' }))).toContain(want));
});

describe('a secret', () => {
  test.each<[string, string]>([
    ['by the name of its variable', 'environment: { DB_PASSWORD: hunter2 }'],
    ['by its place in an address', 'environment: { URL: "postgres://a:hunter2@db/c" }'],
    ['by the variable that it comes from', 'environment: { A: "x-${B_TOKEN}" }'],
    ['by the standard of that variable', 'environment: { A: "x-${B_TOKEN:-hunter2}" }'],
    ['in a file', 'env_file: [a.env]'],
  ])('is found %s, and comes from a Secret', (_name, given) => {
    const converted = service(given, { '.env': 'B_TOKEN=hunter2\n', 'a.env': 'API_KEY=hunter2\n' });
    expect(converted.program).toContain("SecretData.existing(shop, 'a-");
    expect([...converted.secrets.values()].flat()).toHaveLength(1);
    expect(JSON.stringify(converted)).not.toContain('hunter2');
  });

  test.each([
    'deploy: { placement: { constraints: ["node.labels.a == ${A_TOKEN}"] } }', 'sysctls: ["net.a=${A_TOKEN}"]', 'ports: ["${A_TOKEN}:80"]', 'user: ${A_TOKEN}', 'hostname: ${A_TOKEN}',
    'image: "x:${A_TOKEN}"', 'labels: { a: "${A_TOKEN}" }', 'healthcheck: { test: [CMD, "${A_TOKEN}"] }', 'extra_hosts: ["${A_TOKEN}:10.0.0.1"]', 'volumes: ["./${A_TOKEN}:/a"]',
    'configs: ["${A_TOKEN}"]', 'depends_on: { b: { condition: "${A_TOKEN}" } }', 'dns: "${A_TOKEN}"', 'restart: "${A_TOKEN}"', 'env_file: "${A_TOKEN}"', 'tmpfs: "/${A_TOKEN}"',
  ])('has no place in a program: %s', (given) => {
    const { program, notes, named: list } = convert(`services:\n  a:\n    ${given}\n  b: { image: b:1, ports: [80] }\n`, { '.env': 'A_TOKEN=hunter2\n' });
    expect(JSON.stringify([program, notes, list])).not.toMatch(/hunter2|[\ue000\ue001]/);
  });

  test('in a command is a variable of the container', () => {
    const converted = service('command: run --key ${API_KEY} $$(pwd)');
    expect(fields(converted)).toBe("args: ['run', '--key', '$(API_KEY)', text`${'$(pwd)'}`], env: { API_KEY: aSecrets.key('API_KEY') }");
  });
});

describe('variables', () => {
  test.each<[string, string]>([
    ['$A', 'one'], ['${A}x', 'onex'], ['$$A', '$A'], ['${B:-two}', 'two'], ['${B-two}', ''], ['${C-two}', 'two'], ['${A:+three}', 'three'], ['${C:+three}', ''],
    ['${C:-${A}}', 'one'], ['${C:-a${D:-b}c}', 'abc'], ['${', '${'], ['$', '$'], ['${A', '${A'], ['a$1', 'a$1'],
  ])('%s is %s', (text, want) => expect(service(`working_dir: '/${text}'`, { '.env': "A='one'\nB=\n" }).program).toContain(`workingDir: '/${want}'`));

  test('that must be there are a problem, and others a note', () => {
    expect(service('working_dir: "/${A:?say where}"').problems).toEqual(['A: say where']);
    expect(service('working_dir: "/${A}"').notes).toEqual(['${A} has no value: it became an empty text']);
  });
});

describe('services', () => {
  test('wait for those that they depend on, in whatever order they stand', () => {
    const { program } = convert('services:\n  b: { image: b:1, depends_on: [a] }\n  a: { image: a:1, ports: ["80:80"] }\n');
    expect(program.indexOf("'a', {")).toBeLessThan(program.indexOf("'b', {"));
    expect(program).toContain("text`until nc -z -w 2 ${a.host} ${a.port('http')}; do sleep 1; done`");
  });

  test('that depend on each other are said, and all are there', () => {
    const { apps, notes } = convert('services:\n  a: { image: a:1, depends_on: [b] }\n  b: { image: b:1, depends_on: [a] }\n');
    expect([...apps.keys()].sort()).toEqual(['a', 'b']);
    expect(notes).toEqual([expect.stringContaining('depend on each other')]);
  });

  test('of names that are no names of Kubernetes get others, each its own', () => {
    const { program } = convert('services:\n  my_app: { image: a:1 }\n  my-app: { image: a:1 }\n  "1": { image: a:1 }\n  class: { image: a:1 }\n');
    expect([...program.matchAll(/new StatelessApp\(shop, '([^']+)'/g)].map(([, id]) => id)).toEqual(['app', 'my-app', 'my-app-2', 'class']);
  });

  test('of several files have what the last one says', () => {
    const { program } = convert(['services: { a: { image: a:1, environment: [A=1, B=2], ports: ["80:80"] } }', 'services: { a: { image: a:2, environment: { B: 3 }, ports: ["443:443"] } }']);
    expect(fields({ program } as ConvertedProject)).toBe("image: 'a:2', ports: { http: 80, https: 443 }, env: { A: '1', B: '3' }");
  });

  test('name each other by references, whoever stands first', () => {
    const { program } = convert('services:\n  web: { image: a:1, environment: { URL: "http://my_api:3000/x", DB_HOST: db, NAME: db, OTHER: "db:99", HOME: "http://elsewhere:80" } }\n  my_api: { image: b:1, expose: ["3000"] }\n  db: { image: "postgres:17" }\n');
    for (const part of ['URL: text`http://${myApi.host}:${myApi.port(\'http\')}/x`', 'DB_HOST: db.host', "NAME: 'db'", 'OTHER: text`${db.host}:99`', "HOME: 'http://elsewhere:80'"]) expect(program).toContain(part);
    expect(convert('services:\n  a: { image: a:1, ports: ["1:1"], environment: { B: "b:2" } }\n  b: { image: b:1, ports: ["2:2"], environment: { A: "a:1" } }\n').program).toContain("B: text`${b.host}:${b.port('port-2')}`");
  });

  test('of a host have ports that there are', () => {
    expect(convert('services: { a: { image: a, ports: ["99999:80"] } }').named).toEqual([{ field: 'services.a.ports.0', reason: 'no port that a Service can have' }]);
  });

  test('have words of YAML 1.2, as compose reads them', () => {
    expect(fields(convert('services: { a: { image: n, ports: [22:22], environment: { ON: yes, N: y } } }'))).toBe("image: 'n', ports: { ssh: 22 }, env: { ON: 'yes', N: 'y' }");
  });

  test('come from files that are included, and extend those of others, with paths as they are seen from here', () => {
    const converted = convert('include: [infra/db.yaml, { path: [tools.yaml] }]\nservices: { web: { extends: { file: base/web.yaml, service: web }, image: "w:2" } }\n', {
      'infra/db.yaml': 'include: more.yaml\nservices: { db: { image: "d:1", env_file: ./db.env, volumes: ["./conf.d/a.cnf:/etc/a.cnf", "data:/data"] } }\nvolumes: { data: {} }\n',
      'infra/more.yaml': 'services: { cache: { image: "c:1" } }\n',
      'tools.yaml': 'services: { tool: { image: "t:1" } }\n',
      'base/web.yaml': 'services: { web: { extends: common, image: "w:1", environment: { A: "1" }, configs: [c] }, common: { user: "5", depends_on: [db] } }\n',
      'infra/db.env': 'X=1\n', 'infra/conf.d/a.cnf': 'a',
    });
    expect(converted.problems).toEqual([]);
    expect([...converted.apps.keys()].sort()).toEqual(['cache', 'db', 'tool', 'web']);
    for (const part of ["image: 'w:2'", "A: '1'", 'runAsUser: 5', "'../infra/conf.d/a.cnf'", "X: '1'"]) expect(converted.program).toContain(part);
  });

  test.each<[string, string, string]>([
    ['a file that is not there', 'include: [a.yaml]\nservices: { a: { image: a } }', 'include a.yaml: there is no such file of compose'],
    ['files that include each other', 'include: [one.yaml]\nservices: { a: { image: a } }', 'include one.yaml: it includes itself'],
    ['an extended service that is not there', 'services: { a: { extends: b, image: a } }', 'a extends "b", which is no service'],
    ['an extended service of another file', 'services: { a: { extends: { file: two.yaml, service: b }, image: a } }', 'a extends "b", which is no service of two.yaml'],
    ['a circle', 'services: { a: { extends: b, image: a }, b: { extends: a } }', 'b extends "a", which is part of a circle'],
    ['something that is no path', 'include: [7]\nservices: { a: { image: a } }', 'include: expected the path of a file'],
  ])('do without %s, which is said', (_case, text, want) => {
    expect(convert(text, { 'one.yaml': 'include: two.yaml', 'two.yaml': 'include: one.yaml' }).problems).toContain(want);
  });

  test.each<[string, string, readonly string[]]>([
    ['none', 'services: {}', ['there are no services']],
    ['one that depends on nothing that is there', 'services: { a: { image: a, depends_on: [b] } }', ['a depends on b, which is no service']],
    ['no image', 'services: { a: {}, b: { build: . } }', ['services.a: it has neither an image nor a build']],
    ['no map', 'services: { a: ~, b: x }', ['services.a: expected a map, found null', 'services.b: expected a map, found "x"']],
    ['fields of other forms', 'services: { a: { image: a, environment: 7, ports: "80:80", healthcheck: { test: 3 }, volumes: { a: b } } }', [
      'services.a.environment: expected a map or a list, found 7', 'services.a.ports: expected a list, found "80:80"', 'services.a.volumes: expected a list, found a map',
      'services.a.healthcheck.test: expected a text or a list, found 3',
    ]],
    ['one that need not be there', 'services: { a: { image: a, depends_on: { b: { condition: service_started, required: false } } } }', []],
  ])('%s', (_name, text, problems) => expect(convert(text).problems).toEqual(problems));
});

test('no document makes it throw, and every field of it is accounted for', () => {
  const key = fc.constantFrom(
    'image', 'ports', 'volumes', 'environment', 'env_file', 'deploy', 'replicas', 'resources', 'limits', 'cpus', 'healthcheck', 'test', 'interval', 'depends_on', 'a',
    'b', 'configs', 'secrets', 'source', 'target', 'type', 'command', 'user', 'tmpfs', 'extends', 'service', 'restart', 'dns', 'x-a', '__proto__', 'constructor',
  );
  const word = fc.oneof(fc.constantFrom('a', 'b:/c', './a:/b', '80:80', '${A}', '${B:-${C}}', 'a=b', '1m', '$$', '*/ `${x}`', 'volume', 'CMD'), fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, word, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(key, tie('tree'), { maxKeys: 5 })),
  }));
  fc.assert(fc.property(fc.dictionary(key, fc.dictionary(key, tree, { maxKeys: 6 }), { minKeys: 1, maxKeys: 3 }), tree, (services, volumes) => {
    const converted = convertDocuments([{ services, volumes }]);
    expect(converted.program).toContain('app.synth();\n');
    expect(converted.used).toBeGreaterThanOrEqual(0);
    expect(converted.program).toBe(convertDocuments([{ services, volumes }]).program);
  }), { numRuns: 100 });
});

function leaves(value: unknown, path: Path = []): Path[] {
  const children = childrenOf(value);
  return children.length === 0 ? (path.length === 0 ? [] : [path]) : children.flatMap(([key, child]) => leaves(child, [...path, key]));
}

function maps(value: unknown, path: Path = []): Path[] {
  const inner = childrenOf(value).flatMap(([key, child]) => maps(child, [...path, key]));
  return isPlainMap(value) && path.length > 0 ? [path, ...inner] : inner;
}

function childrenOf(value: unknown): (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  return isPlainMap(value) ? Object.entries(value) : [];
}

/** The same data with another value at a place. */
function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === key ? changed(item, rest, to) : item));
  const map = isPlainMap(value) ? value : {};
  return { ...map, [key]: changed(map[key], rest, to) };
}

function sameOutcome(one: ConvertedProject, other: ConvertedProject): boolean {
  const text = (project: ConvertedProject): string => JSON.stringify({ ...project, used: 0, apps: 0, secrets: [...project.secrets] });
  return text(one) === text(other);
}
