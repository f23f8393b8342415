import { type Code, construct, map, name, value } from '../print/code';
import { lineComments } from '../print/comments';
import { camelCase, Names } from '../print/identifiers';
import { stringLiteral } from '../print/literals';
import { printCode, printWidth } from '../print/print';
import { type Constant, isLiteral } from './constant';
import { type BundlePlan, codeOf, needsOf, type Unit } from './unit';

/** A file of TypeScript, and which of its lines each unit stands on. */
export interface PrintedFile {
  readonly path: string;
  readonly text: string;
  readonly places: readonly { readonly unit: Unit; readonly first: number; readonly last: number }[];
}

/** Up to this many lines a program is one file, and a bundle is. */
const longestFile = 400;

/** Prints the program: one file, or `main.ts` and a file for each bundle, the large ones by app. */
export function printProgram(
  bundles: readonly BundlePlan[], constants: ReadonlyMap<BundlePlan, readonly Constant[]> = new Map(),
): readonly PrintedFile[] {
  const [only] = bundles;
  if (only !== undefined && bundles.length === 1) {
    const single = singleFile(only, constants.get(only) ?? []);
    if (single.text.split('\n').length <= longestFile) return [single];
  }
  const paths = new Set(['main']);
  const functions = new Names(['app', 'main']);
  const parts = bundles.map((bundle) => {
    const own = functions.take(camelCase(bundle.id, 'bundle'), `${camelCase(bundle.id, 'bundle')}Bundle`);
    return { bundle, own, path: freePath(bundle.id, paths) };
  });
  const files = parts.flatMap(({ bundle, own, path }) => bundleFiles(bundle, own, path, constants.get(bundle) ?? []));
  const lines = [
    importLine(['App'], 'kubeloom'),
    ...parts.map(({ own, path }) => importLine([own], `./${path}`)).sort(),
    '',
    'const app = new App();',
    ...parts.map(({ own }) => `${own}(app);`),
    'app.synth();',
    '',
  ];
  return [{ path: 'main.ts', text: lines.join('\n'), places: [] }, ...files];
}

/** The name of a file, which differs from others in more than capitals and signs. */
function freePath(wanted: string, taken: Set<string>): string {
  const plain = wanted.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/\.(?=(?:ts|js|d|json)$)/g, '-') || 'part';
  const key = (text: string): string => text.replace(/[^a-z0-9]+/g, '');
  let path = plain;
  for (let number = 2; taken.has(key(path)); number++) path = `${plain}-${number}`;
  taken.add(key(path));
  return path;
}

function singleFile(bundle: BundlePlan, constants: readonly Constant[]): PrintedFile {
  const bundleName = new Names(['app', ...namesTaken(bundle, constants)]).take(camelCase(bundle.id, 'bundle'), 'bundle');
  const body = new Body(0);
  printConstants(body, constants);
  body.add(['const app = new App();', `const ${bundleName} = ${printCode(newBundle(bundle, 'app'), 0, 9 + bundleName.length)};`, '']);
  printUnits(body, bundle.units, bundleName);
  body.add(['app.synth();', '']);
  const needs = new Set([...namesOfPackage(bundle.units, constants), 'App', 'Bundle']);
  return body.file('main.ts', header(needs, bundle.units));
}

function bundleFiles(bundle: BundlePlan, own: string, path: string, constants: readonly Constant[]): readonly PrintedFile[] {
  const whole = bundleFile(bundle, own, path, constants);
  if (whole.text.split('\n').length <= longestFile) return [whole];
  const parts = partsOf(bundle.units);
  if (parts.length < 2) return [whole];
  const functions = new Names(['app', 'bundle', own, ...namesTaken(bundle, constants)]);
  const paths = new Set(['index']);
  const made = parts.map((units) => {
    const label = labelOf(units);
    return { units, name: functions.take(`${camelCase(label, 'part')}Part`, camelCase(`${label}-part`, 'part')), path: `${path}/${freePath(label, paths)}` };
  });
  const shared = constants.length === 0 ? undefined : `${path}/${freePath('constants', paths)}`;
  const files = made.map((part) => partFile(part, shared, constants));
  const lines = [
    importLine(['type App', 'Bundle'], 'kubeloom'),
    ...made.map((part) => importLine([part.name], `./${part.path}`)).sort(),
    '',
    functionHead(own, 'app: App'),
    `  const bundle = ${printCode(newBundle(bundle, 'app'), 2, 17)};`,
    ...made.map((part) => `  ${part.name}(bundle);`),
    '}',
    '',
  ];
  const constantFile = shared === undefined ? [] : [constantsFile(shared, constants)];
  return [{ path: `${path}.ts`, text: lines.join('\n'), places: [] }, ...constantFile, ...files];
}

function constantsFile(path: string, constants: readonly Constant[]): PrintedFile {
  const lines = constants.map((constant) => `export ${constantText(constant, 0)}`);
  return { path: `${path}.ts`, text: `${lines.join('\n')}\n`, places: [] };
}

function constantText(constant: Constant, indent: number): string {
  const literal = isLiteral(constant) ? ' as const' : '';
  return `const ${constant.name} = ${printCode(constant.value, indent, indent + constant.name.length + 9, literal.length + 1)}${literal};`;
}

interface Part {
  readonly units: readonly Unit[];
  readonly name: string;
  readonly path: string;
}

function partFile({ units, name: own, path }: Part, shared: string | undefined, constants: readonly Constant[]): PrintedFile {
  const body = new Body(2);
  printUnits(body, units, 'bundle', true);
  body.trim();
  const used = new Set(units.flatMap((unit) => [...needsOf(unit)]));
  const ofConstants = constants.filter((constant) => used.has(constant.name)).map((constant) => constant.name);
  const head = [
    ...header(new Set([...namesOfPackage(units, constants), 'type Bundle']), units),
    ...(shared === undefined || ofConstants.length === 0 ? [] : [importLine(ofConstants, `./${shared.split('/').at(-1)!}`), '']),
    functionHead(own, 'bundle: Bundle'),
  ];
  return body.file(`${path}.ts`, tidy(head), ['}', '']);
}

function bundleFile(bundle: BundlePlan, own: string, path: string, constants: readonly Constant[]): PrintedFile {
  const body = new Body(2);
  body.add([`const bundle = ${printCode(newBundle(bundle, 'app'), 2, 17)};`, '']);
  printUnits(body, bundle.units, 'bundle');
  body.trim();
  const ofConstants = new Body(0);
  printConstants(ofConstants, constants);
  const needs = new Set([...namesOfPackage(bundle.units, constants), 'type App', 'Bundle']);
  const head = [...header(needs, bundle.units), ...ofConstants.lines, functionHead(own, 'app: App')];
  return body.file(`${path}.ts`, head, ['}', '']);
}

/** Imports of one module stand right above each other. */
function tidy(lines: readonly string[]): string[] {
  return lines.filter((line, index) => !(line === '' && lines[index + 1]?.startsWith('import ') === true));
}

function newBundle({ id, namespace }: BundlePlan, app: string): Code {
  return construct('Bundle', name(app), value(id), ...(namespace === undefined ? [] : [map({ namespace: value(namespace) })]));
}

function printConstants(body: Body, constants: readonly Constant[]): void {
  for (const constant of constants) body.add(constantText(constant, body.indent).split('\n'));
  if (constants.length > 0) body.add(['']);
}

function printUnits(body: Body, units: readonly Unit[], bundle: string, below = false): void {
  const needed = new Set(units.flatMap((unit) => [...needsOf(unit)]));
  for (const unit of units) {
    const head = needed.has(unit.variable) ? `const ${unit.variable} = ` : '';
    const code = codeOf(unit, bundle);
    const text = printCode(below ? seenFromBelow(code) : code, body.indent, body.indent + head.length);
    const comment = unit.comment === undefined ? [] : lineComments(unit.comment);
    body.unit(unit, [...comment, ...`${head}${text};`.split('\n')], comment.length);
    body.add(['']);
  }
}

/** Paths beside the program, for a file one folder below. */
function seenFromBelow(code: Code): Code {
  switch (code.type) {
    case 'value': case 'name': return code;
    case 'map': return { ...code, entries: code.entries.map((entry) => ({ ...entry, value: seenFromBelow(entry.value) })) };
    case 'list': return { ...code, items: code.items.map(seenFromBelow) };
    case 'member': return { ...code, of: seenFromBelow(code.of) };
    case 'template': return { ...code, parts: code.parts.map(seenFromBelow) };
    case 'call': {
      const args = code.args.map(seenFromBelow);
      const [first] = args;
      return { ...code, args: first?.type === 'name' && first.name === '__dirname' ? [first, value('..'), ...args.slice(1)] : args };
    }
  }
}

/** Units that refer to each other belong together; everything else of a bundle is a part of its own kind. */
function partsOf(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const byVariable = new Map(units.map((unit) => [unit.variable, unit]));
  const leader = new Map<Unit, Unit>(units.map((unit) => [unit, unit]));
  const find = (unit: Unit): Unit => {
    let at = unit;
    while (leader.get(at) !== at) at = leader.get(at)!;
    return at;
  };
  for (const unit of units) {
    for (const need of needsOf(unit)) {
      const other = byVariable.get(need);
      if (other !== undefined && other !== unit) leader.set(find(unit), find(other));
    }
  }
  const parts = new Map<Unit, Unit[]>();
  for (const unit of units) parts.set(find(unit), [...parts.get(find(unit)) ?? [], unit]);
  return joinSmall([...parts.values()]);
}

/** A file for each small thing would be as hard to read as one for all. */
function joinSmall(parts: readonly (readonly Unit[])[]): readonly (readonly Unit[])[] {
  const joined: Unit[][] = [];
  let room = 0;
  for (const units of parts) {
    const size = units.reduce((sum, unit) => sum + printCode(codeOf(unit, 'bundle'), 2).split('\n').length + 1, 0);
    const last = joined.at(-1);
    if (last !== undefined && room + size <= longestFile / 2) {
      last.push(...units);
      room += size;
    } else {
      joined.push([...units]);
      room = size;
    }
  }
  return joined;
}

function labelOf(units: readonly Unit[]): string {
  const kinds = ['StatelessApp', 'StatefulApp', 'NodeAgent', 'CronJob', 'Job', 'Pod'];
  const app = units.find(({ callee }) => callee.type === 'name' && kinds.includes(callee.name)) ?? units[0]!;
  return app.id;
}

/** What the units import from the package: everything that they name and that is neither theirs nor a constant. */
function namesOfPackage(units: readonly Unit[], constants: readonly Constant[]): readonly string[] {
  const own = new Set([...units.map((unit) => unit.variable), ...constants.map((constant) => constant.name), 'join', '__dirname']);
  return [...new Set(units.flatMap((unit) => [...needsOf(unit)]))].filter((need) => !own.has(need));
}

function namesTaken(bundle: BundlePlan, constants: readonly Constant[]): readonly string[] {
  return [
    'App', 'Bundle', 'join', ...constants.map((constant) => constant.name),
    ...bundle.units.flatMap((unit) => [unit.variable, ...needsOf(unit)]),
  ];
}

function header(names: ReadonlySet<string>, units: readonly Unit[]): string[] {
  const needsPath = units.some((unit) => needsOf(unit).has('join'));
  // A value import of a name is enough for its type as well.
  const needed = [...names].filter((one) => !(one.startsWith('type ') && names.has(one.slice(5))));
  return [importLine(needed, 'kubeloom'), ...(needsPath ? [importLine(['join'], 'node:path')] : []), ''];
}

function importLine(names: readonly string[], from: string): string {
  const bare = (text: string): string => text.replace(/^type /, '').toLowerCase();
  const sorted = [...names].sort((a, b) => (bare(a) === bare(b) ? (a < b ? -1 : 1) : bare(a) < bare(b) ? -1 : 1));
  const line = `import { ${sorted.join(', ')} } from ${stringLiteral(from)};`;
  return line.length <= printWidth || names.length === 1 ? line : `import {\n${sorted.map((one) => `  ${one},\n`).join('')}} from ${stringLiteral(from)};`;
}

function functionHead(own: string, parameter: string): string {
  const line = `export function ${own}(${parameter}): void {`;
  return line.length <= printWidth ? line : `export function ${own}(\n  ${parameter},\n): void {`;
}

/** The lines of a file, while it grows. */
class Body {
  readonly lines: string[] = [];
  private readonly places: { unit: Unit; first: number; last: number }[] = [];

  constructor(readonly indent: number) {}

  add(lines: readonly string[]): void {
    const space = ' '.repeat(this.indent);
    this.lines.push(...lines.map((line) => (line === '' ? '' : space + line)));
  }

  /** Lines of a unit: its comments and its first line are indented here, the others were when they were printed. */
  unit(unit: Unit, lines: readonly string[], comments: number): void {
    const space = ' '.repeat(this.indent);
    const first = this.lines.length;
    this.lines.push(...lines.map((line, index) => (index <= comments ? space + line : line)));
    this.places.push({ unit, first, last: this.lines.length - 1 });
  }

  trim(): void {
    while (this.lines.at(-1) === '') this.lines.pop();
  }

  file(path: string, head: readonly string[], tail: readonly string[] = []): PrintedFile {
    const above = head.flatMap((line) => line.split('\n'));
    const text = [...above, ...this.lines, ...tail].join('\n');
    const shifted = this.places.map(({ unit, first, last }) => ({ unit, first: first + above.length + 1, last: last + above.length + 1 }));
    return { path, text, places: shifted };
  }
}
