import { type Entry, value } from '../print/code';
import type { Field } from './field';
import { secondsOf } from './time-field';
import { bytes } from './units';

/** What kind of app a service is. */
export type AppKind = 'StatelessApp' | 'StatefulApp' | 'NodeAgent' | 'Job';

/** How a service is run; nothing is used by asking. */
export function modeOf(service: Field): 'replicated' | 'global' | 'job' {
  const mode = service.at('deploy')?.at('mode')?.rawText();
  return mode === 'global' ? 'global' : mode === 'replicated-job' || mode === 'global-job' ? 'job' : 'replicated';
}

/**
 * `deploy` and what the older forms of it say: replicas, resources, how pods are replaced, where they run.
 * @see https://github.com/compose-spec/compose-spec/blob/main/deploy.md
 */
export function deployOf(service: Field, kind: AppKind): readonly Entry[] {
  const deploy = service.at('deploy');
  const entries: Entry[] = [];
  const add = (key: string, data: object | number | undefined): void => {
    if (data !== undefined && (typeof data === 'number' || Object.keys(data).length > 0)) entries.push({ key, value: value(data) });
  };
  const mode = deploy?.at('mode');
  if (['replicated', 'global', 'replicated-job'].includes(mode?.rawText() ?? '')) mode?.use();
  const scaled = service.at('scale')?.number();
  const replicas = deploy?.at('replicas')?.number() ?? scaled;
  if (kind === 'StatelessApp' || kind === 'StatefulApp') add('replicas', replicas !== undefined && Number.isInteger(replicas) && replicas >= 0 ? replicas : undefined);
  else if (replicas !== undefined && replicas !== 1) deploy?.at('replicas')?.name(kind === 'Job' ? 'a Job runs once: see its completions' : 'there is one on each node');
  add('resources', resourcesOf(service, deploy));
  if (kind === 'StatelessApp') add('rollout', rolloutOf(deploy));
  add('scheduling', schedulingOf(service, deploy));
  restart(service.at('restart'), kind);
  restart(deploy?.at('restart_policy')?.at('condition'), kind);
  return entries;
}

function resourcesOf(service: Field, deploy: Field | undefined): object {
  const resources = deploy?.at('resources');
  const [limits, reservations] = [resources?.at('limits'), resources?.at('reservations')];
  const limited = { ...amounts(limits?.at('cpus') ?? service.at('cpus'), limits?.at('memory') ?? service.at('mem_limit')), ...devices(reservations?.at('devices')) };
  const requested = amounts(reservations?.at('cpus'), reservations?.at('memory') ?? service.at('mem_reservation'));
  return {
    ...(Object.keys(requested).length === 0 ? undefined : { requests: requested }),
    ...(Object.keys(limited).length === 0 ? undefined : { limits: limited }),
  };
}

function amounts(cpus: Field | undefined, memory: Field | undefined): { readonly cpu?: string; readonly memory?: string } {
  const cpu = cpus?.number();
  const text = memory?.text();
  const amount = text === undefined ? undefined : bytes(text);
  if (text !== undefined && amount === undefined) memory!.name('no amount of memory');
  return {
    ...(cpu === undefined || cpu <= 0 ? undefined : { cpu: Number.isInteger(cpu) ? String(cpu) : `${Math.ceil(cpu * 1000)}m` }),
    ...(amount === undefined ? undefined : { memory: amount }),
  };
}

/** Devices of a driver that Kubernetes knows by a resource of its own. */
function devices(list: Field | undefined): { readonly [resource: string]: string } {
  const found: { [resource: string]: string } = {};
  for (const device of list?.items() ?? []) {
    const driver = device.at('driver')?.rawText();
    const count = device.at('count')?.number() ?? device.at('device_ids')?.items().length ?? 1;
    if (driver !== 'nvidia' && driver !== 'amd') {
      device.name('no resource of this driver is known');
      continue;
    }
    device.at('driver')!.use();
    if (device.at('count') === undefined) device.at('device_ids')?.use();
    for (const capability of device.at('capabilities')?.items() ?? []) if (capability.rawText() === 'gpu') capability.use();
    found[`${driver}.com/gpu`] = String(count);
  }
  return found;
}

function rolloutOf(deploy: Field | undefined): object {
  const update = deploy?.at('update_config');
  const said = update?.at('order');
  const order = said?.rawText();
  if (order === 'start-first' || order === 'stop-first') said?.use();
  const parallelism = update?.at('parallelism')?.number();
  const delay = secondsOf(update?.at('delay'));
  const count = parallelism === undefined || parallelism < 1 ? 1 : parallelism;
  if (order === undefined && parallelism === undefined && delay === undefined) return {};
  return {
    ...(order === 'start-first' ? { maxSurge: count, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: count }),
    ...(delay === undefined ? undefined : { minReadySeconds: delay }),
  };
}

function schedulingOf(service: Field, deploy: Field | undefined): object {
  const labels: { [label: string]: string } = {};
  for (const constraint of deploy?.at('placement')?.at('constraints')?.items() ?? []) {
    const [, label, text] = /^node\.labels\.([\w./-]+)\s*==\s*(\S+)$/.exec(constraint.rawText() ?? '') ?? [];
    if (label === undefined || text === undefined || constraint.text() === undefined) continue;
    labels[label] = text;
  }
  const platform = service.at('platform');
  const [, os, arch] = /^(linux|windows)(?:\/([a-z0-9]+))?/.exec(platform?.rawText() ?? '') ?? [];
  if (os !== undefined) {
    platform!.use();
    labels['kubernetes.io/os'] = os;
    if (arch !== undefined) labels['kubernetes.io/arch'] = arch;
  }
  return Object.keys(labels).length === 0 ? {} : { nodeSelector: labels };
}

function restart(policy: Field | undefined, kind: AppKind): void {
  const word = policy?.rawText();
  if (policy === undefined || word === undefined) return;
  const isKept = kind === 'Job' ? word === 'no' || word === 'none' || word === 'false' || word.startsWith('on-failure') : ['always', 'unless-stopped', 'any'].includes(word);
  if (isKept) policy.use();
  else policy.name(kind === 'Job' ? 'a Job ends' : 'what belongs to an app is always restarted; what shall end is a Job');
}
