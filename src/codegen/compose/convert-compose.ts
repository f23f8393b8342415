import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { addressCode, addressIn } from '../address';
import { call, type Code, construct, type Entry, list, map, member, name, namesIn, value } from '../print/code';
import { lineComments } from '../print/comments';
import { camelCase } from '../print/identifiers';
import { printCode } from '../print/print';
import { type ComposeFiles, wholeDocument } from './compose-file';
import { Field } from './field';
import { interpolate } from './interpolate';
import { reasonOf } from './no-counterpart';
import { assumedSize, exactText, Project, type Surroundings } from './project';
import { type AppKind, deployOf, modeOf } from './service-deploy';
import { environmentEntries, environmentOf, hostsNamed } from './service-env';
import { portEntries, portsOf, type ServicePort } from './service-ports';
import { commandOf, dependenciesOf, dependencyNames, healthOf, type Reachable } from './service-run';
import { podOptionsOf, securityOf } from './service-security';
import { mountEntries, mountsOf, type VolumeFacts, volumeNames } from './service-volumes';
import { shapeProblems } from './shapes';
import { bytes, dnsLabel } from './units';
import { type NamedField, Usage } from './usage';

/** A project of compose, read. */
export interface ComposeProject extends Surroundings, ComposeFiles {
  /** What its files hold: later ones have the last word. */
  readonly documents: readonly PlainMap[];
  /** Variables that texts refer to: those of `.env`. */
  readonly variables: ReadonlyMap<string, string>;
  /** Its name, where the files do not say it. */
  readonly name: string;
  /** What the definitions are for, in the first line of the program. */
  readonly source: string;
}

/** What a project became. */
export interface ConvertedProject {
  /** The program. */
  readonly program: string;
  /** Apps, by the name of the service. */
  readonly apps: ReadonlyMap<string, AppKind>;
  /** How many values of the files are in the program. */
  readonly used: number;
  /** Fields that are not, each with the reason. */
  readonly named: readonly NamedField[];
  /** What whoever goes on has to know. */
  readonly notes: readonly string[];
  /** Secrets that have to be made, with their keys. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** What the files ask for and is not there. Without it the program would say something else. */
  readonly problems: readonly string[];
}

/** One service on its way. */
interface Service {
  readonly field: Field;
  readonly name: string;
  readonly id: string;
  readonly variable: string;
  readonly kind: AppKind;
  readonly image: string;
  readonly ports: readonly ServicePort[];
}

/**
 * Makes definitions of a compose project: an app for each service, with what it reads, keeps and waits for. Every field is used, or named
 * with the reason.
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
export function convertCompose({ documents, variables, name: fallback, source, ...around }: ComposeProject): ConvertedProject {
  const { document, problems: missingFiles, notes } = wholeDocument(documents, around);
  const { value: filled, missing, required } = interpolate(document, variables);
  const usage = new Usage();
  const root = new Field(filled, [], usage);
  const project = new Project(dnsLabel(root.at('name')?.text() ?? fallback, 'project'), around);
  const services = root.at('services')?.entries() ?? [];
  const problems = [...missingFiles, ...shapeProblems(document), ...required];
  if (services.length === 0 && problems.length === 0) problems.push('there are no services');
  const facts = volumeFacts(root, services);
  declareData(root, project);
  const plans = servicesInOrder(services, project, facts, problems);
  const reachable = new Map<string, Reachable>();
  for (const service of plans) {
    project.declare(service.variable, appOf(service, project, facts, reachable));
    const { id, name: own, variable, kind, ports: [port, ...ports] } = service;
    if (port !== undefined && (kind === 'StatelessApp' || kind === 'StatefulApp')) reachable.set(own, { id, variable, ports: [port, ...ports] });
  }
  project.nameUnread();
  for (const note of notes) project.note(note);
  for (const variable of missing) project.note(`\${${variable}} has no value: it became an empty text`);
  return {
    program: print(project, source),
    apps: new Map(plans.map(({ name: service, kind }) => [service, kind])),
    used: usage.count(filled),
    named: usage.named(filled, reasonOf),
    notes: project.notes,
    secrets: new Map([...project.secrets].map(([secret, keys]) => [secret, [...keys]])),
    problems,
  };
}

/** Services behind those that they depend on; of a circle, in the order of the file. */
function servicesInOrder(
  fields: readonly Field[], project: Project, facts: ReadonlyMap<string, VolumeFacts>, problems: string[],
): readonly Service[] {
  const byName = new Map(fields.map((field) => [field.key, field]));
  const jobs = new Set(fields.flatMap((field) => dependencyNames(field).filter(({ completes }) => completes).map(({ name: target }) => target)));
  const placed = new Map<string, Service>();
  const open = new Set<string>();
  const place = (field: Field): void => {
    if (placed.has(field.key) || open.has(field.key)) return;
    open.add(field.key);
    for (const { name: target, isRequired } of dependencyNames(field)) {
      const other = byName.get(target);
      if (other === undefined) {
        if (isRequired) problems.push(`${field.key} depends on ${target}, which is no service`);
      } else if (open.has(target) && !placed.has(target)) project.note(`${field.key} and ${target} depend on each other: one of them does not wait`);
      else place(other);
    }
    // Whoever names the host of another one stands behind it, where that is possible.
    for (const host of hostsNamed(field)) {
      const other = byName.get(host);
      if (other !== undefined && other !== field) place(other);
    }
    placed.set(field.key, serviceOf(field, project, facts, jobs));
  };
  for (const field of fields) place(field);
  return [...placed.values()];
}

function serviceOf(field: Field, project: Project, facts: ReadonlyMap<string, VolumeFacts>, jobs: ReadonlySet<string>): Service {
  const id = project.takeId(field.key);
  if (id !== field.key) project.note(`${field.key} is called ${id} in the cluster: its name there has lower-case letters, digits and hyphens`);
  const said = field.at('image')?.text();
  const image = said ?? `${project.id}-${id}:latest`;
  if (said === undefined) project.note(`${id}: its image is built from source: push it, and put its name in the place of ${image}`);
  const mode = modeOf(field);
  const keeps = volumeNames(field).some((volume) => (facts.get(volume)?.users ?? 0) < 2 && facts.get(volume)?.external === undefined);
  const kind: AppKind = mode === 'job' || jobs.has(field.key) ? 'Job' : mode === 'global' ? 'NodeAgent' : keeps ? 'StatefulApp' : 'StatelessApp';
  const variable = project.names.take(camelCase(id, 'service'), `${camelCase(id, 'service')}App`);
  return { field, name: field.key, id, variable, kind, image, ports: portsOf(field, said, id, project) };
}

function appOf(
  { field, id, kind, image, ports }: Service, project: Project, facts: ReadonlyMap<string, VolumeFacts>, reachable: ReadonlyMap<string, Reachable>,
): Code {
  const command = commandOf(field);
  const health = healthOf(field);
  const environment = environmentOf(field, id, project, [...command.variables, ...health.variables], textsOf(reachable));
  const deploy = deployOf(field, kind);
  const pulled = pullPolicy(field.at('pull_policy'));
  const directory = field.at('working_dir')?.text();
  const entries: Entry[] = [
    { key: 'image', value: value(image) },
    ...(pulled === undefined ? [] : [{ key: 'imagePullPolicy', value: value(pulled) }]),
    ...deploy.filter(({ key }) => key === 'replicas'),
    ...(kind === 'Job' ? [] : portEntries(ports)),
    ...command.entries,
    ...(directory === undefined ? [] : [{ key: 'workingDir', value: value(directory) }]),
    ...environmentEntries(environment),
    ...mountEntries(mountsOf(field, id, project, facts, kind === 'StatefulApp')),
    ...(kind === 'Job' ? [] : health.entries),
    ...dependenciesOf(field, reachable),
    ...deploy.filter(({ key }) => key !== 'replicas'),
    ...podOptionsOf(field),
    ...securityOf(field),
  ];
  return construct(kind, project.bundle, value(id), map(entries));
}

/** Hosts and ports of services that are defined already are references to them. */
function textsOf(reachable: ReadonlyMap<string, Reachable>): (text: string, variable: string) => Code {
  return (text, variable) => {
    const found = addressIn(text, variable);
    const service = found === undefined ? undefined : reachable.get(found.host);
    if (found === undefined || service === undefined) return exactText(text);
    const of = name(service.variable);
    const port = service.ports.find((one) => one.port === found.port && one.protocol === 'TCP');
    return addressCode(found, member(of, 'host'), port === undefined ? undefined : call(member(of, 'port'), value(port.name)));
  };
}

function pullPolicy(field: Field | undefined): string | undefined {
  const policy = { always: 'Always', missing: 'IfNotPresent', if_not_present: 'IfNotPresent', never: 'Never' }[field?.rawText() ?? ''];
  if (policy !== undefined) field!.use();
  return policy;
}

/** `volumes` of the project, and how many services mount each. */
function volumeFacts(root: Field, services: readonly Field[]): ReadonlyMap<string, VolumeFacts> {
  const users = new Map<string, number>();
  for (const service of services) for (const volume of volumeNames(service)) users.set(volume, (users.get(volume) ?? 0) + 1);
  const said = new Map((root.at('volumes')?.entries() ?? []).map((field) => [field.key, field]));
  const facts = new Map<string, VolumeFacts>();
  for (const [volume, count] of users) {
    const field = said.get(volume);
    if (field?.value === null || (field !== undefined && isPlainMap(field.value) && Object.keys(field.value).length === 0)) field.use();
    const driver = field?.at('driver');
    if (driver?.rawText() === 'local') driver.use();
    const named = field?.at('name')?.text();
    const isExternal = field?.at('external');
    const external = isExternal?.at('name')?.text() ?? (isExternal?.flag() === true ? named ?? volume : undefined);
    const size = bytes(field?.at('driver_opts')?.at('size')?.text() ?? '');
    const shared = external === undefined ? undefined : dnsLabel(external);
    facts.set(volume, { users: count, external: shared, size: size ?? assumedSize, isAssumed: size === undefined });
  }
  for (const [volume, field] of said) if (!users.has(volume)) field.name('no service mounts it');
  return facts;
}

/** `configs` and `secrets` of the project: what is in a file or in the text is a ConfigMap, secrets are made by somebody else. */
function declareData(root: Field, project: Project): void {
  for (const field of root.at('configs')?.entries() ?? []) {
    const [file, content, external] = [field.at('file')?.text(), field.at('content')?.text(), field.at('external')?.flag()];
    const said = field.at('name')?.text() ?? field.key;
    const key = file?.replace(/^.*[\\/]/, '') ?? field.key;
    if (external === true) {
      project.addData('configs', field, field.key, () => project.once(`configs/${field.key}`, said, (id) =>
        call(member(name('ConfigMapData'), 'existing'), project.bundle, value(id), map({ keys: list([value(field.key)]) }))));
    } else if (file !== undefined && project.around.kindOf(file) === 'file') {
      project.addData('configs', field, key, () => project.configMap(`configs/${field.key}`, said, map([{ key, value: project.fileContent(file) }])));
    } else if (content !== undefined) {
      project.addData('configs', field, key, () => project.configMap(`configs/${field.key}`, said, map([{ key, value: value(content) }])));
    } else if (file !== undefined) field.at('file')!.name('there is no such file');
  }
  for (const field of root.at('secrets')?.entries() ?? []) {
    const said = field.at('name')?.text() ?? field.key;
    for (const source of field.entries()) if (source.key !== 'name') source.name('no value of a secret is read: somebody makes the Secret');
    project.addData('secrets', field, field.key, () => project.secret(said, [field.key], `secrets/${field.key}`));
  }
}

function print(project: Project, source: string): string {
  const { declarations, bundle } = project;
  const used = new Set<string>(['App', 'Bundle']);
  for (const { code } of declarations) namesIn(code, used);
  const bundleName = (bundle as { readonly name: string }).name;
  const own = new Set(['app', '__dirname', 'join', bundleName, ...declarations.map(({ variable }) => variable)]);
  const names = [...used].filter((one) => !own.has(one)).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const lines = [
    ...lineComments(`From ${source}.`),
    ...(used.has('join') ? ["import { join } from 'node:path';"] : []),
    importLine(names),
    '',
    'const app = new App();',
    `const ${bundleName} = new Bundle(app, ${printCode(value(project.id))});`,
    '',
  ];
  for (const { variable, code } of declarations) {
    const isUsed = declarations.some((other) => other.code !== code && namesIn(other.code).has(variable));
    const head = isUsed ? `const ${variable} = ` : '';
    lines.push(`${head}${printCode(code, 0, head.length)};`, '');
  }
  return [...lines, 'app.synth();', ''].join('\n');
}

function importLine(names: readonly string[]): string {
  const line = `import { ${names.join(', ')} } from 'kubeloom';`;
  return line.length <= 80 ? line : `import {\n${names.map((one) => `  ${one},\n`).join('')}} from 'kubeloom';`;
}

/** Whether a document can be one of compose. */
export function isCompose(document: unknown): document is PlainMap {
  return isPlainMap(document) && (isPlainMap(document.services) || document.services === undefined) && document.apiVersion === undefined;
}
