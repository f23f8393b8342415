import type { CheckInput } from '../../check/check-options';
import { expandList } from '../../check/expand-list';
import { readInputs } from '../../check/input';
import { show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { isRelease, type KubernetesRelease, RELEASES } from '../../schema/releases';
import { findFiles } from '../check/find-files';
import { readFiles, STDIN } from '../check/read-files';
import type { Context } from '../command';
import { CommandFailure, UsageError } from '../failure';

/** What shall be imported. */
export interface Specs {
  readonly releases: readonly KubernetesRelease[];
  /** Documents that may hold definitions. */
  readonly inputs: readonly CheckInput[];
}

/** How long a server has for an answer, in milliseconds. */
const patience = 30_000;

/** Reads what the words of a command line, or `imports` of `cdk8s.yaml`, mean. @throws CommandFailure for what leads to nothing */
export async function readSpecs({ io, config }: Context, args: readonly string[]): Promise<Specs> {
  const releases = new Set<KubernetesRelease>();
  const inputs: CheckInput[] = [];
  for (const spec of args.length > 0 ? args : specsOf(config.values['imports'])) {
    const release = releaseOf(spec);
    if (release !== undefined) releases.add(release);
    else if (spec === '-') inputs.push(...readInputs(await io.stdin.readAll(), { file: STDIN }));
    else if (/^https?:\/\//i.test(spec)) inputs.push(...readInputs(await download(spec), { file: spec }));
    else if (/^[a-z]+:/i.test(spec) && !/^[a-z]:[\\/]/i.test(spec)) throw unknownScheme(spec);
    else inputs.push(...readFiles(findFiles([spec], io.cwd), 'all', io.cwd));
  }
  const isSomething = ({ manifest, problems }: CheckInput): boolean => problems !== undefined || (manifest !== null && manifest !== undefined);
  return { releases: [...releases].sort(), inputs: inputs.flatMap(expandList).filter(isSomething) };
}

function specsOf(imports: unknown): readonly string[] {
  if (Array.isArray(imports) && imports.length > 0 && imports.every((spec) => typeof spec === 'string')) return imports;
  if (imports !== undefined && imports !== null && !(Array.isArray(imports) && imports.length === 0)) {
    throw new UsageError(`cdk8s.yaml: expected imports as a list of texts, found ${show(imports)}`);
  }
  throw new UsageError('expected what to import, and cdk8s.yaml names no imports', 'kubeloom import FILE|DIR|URL, or kubeloom import k8s@1.34');
}

/** `k8s@1.34`, `k8s@1.34.2`, `k8s` for the newest. */
function releaseOf(spec: string): KubernetesRelease | undefined {
  const match = /^k8s(?:@v?(.*))?$/.exec(spec);
  if (match === null) return undefined;
  const version = match[1] === undefined ? RELEASES[0] : match[1].split('.').slice(0, 2).join('.');
  if (isRelease(version)) return version;
  const near = nearest(version, RELEASES);
  const help = near === undefined ? undefined : `did you mean k8s@${near}?`;
  throw new UsageError(`there is no data of Kubernetes ${match[1]}: known are ${RELEASES.join(', ')}`, help);
}

function unknownScheme(spec: string): UsageError {
  return new UsageError(`cannot import ${spec}`, 'give the definitions as a file, a folder, or a URL that starts with https://');
}

async function download(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const { message, cause } = error as Error;
    throw new CommandFailure(`cannot load ${url}: ${cause instanceof Error ? cause.message : message}`, 'load it with another program, and import the file');
  }
}
