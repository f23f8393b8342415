import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, map, value } from '../../print/code';
import { isSame } from '../same';
import { optionalValue } from './shelf';

/** How a pod is confined, as the definition says it; one for each profile that it may be. */
export interface SecurityCode {
  /** @default - nothing needs to be said */
  readonly pod: Code | undefined;
  /** Of a container beside the main one. */
  readonly container: (container: PlainMap) => Code | undefined;
}

type Profile = 'default' | 'restricted' | 'baseline' | 'none';

const runtimeDefault = { type: 'RuntimeDefault' };
const podShort = ['runAsUser', 'runAsGroup', 'runAsNonRoot', 'fsGroup', 'supplementalGroups'];
const containerShort = ['privileged', 'readOnlyRootFilesystem', 'capabilities'];
const switches = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers'];

/** What each profile writes by itself. */
const podDefaults: { readonly [P in Profile]: PlainMap } = {
  default: { seccompProfile: runtimeDefault },
  baseline: { seccompProfile: runtimeDefault },
  restricted: { runAsNonRoot: true, seccompProfile: runtimeDefault },
  none: {},
};

/** The ways in which a pod's confinement can be said, the shortest ones first; the last one says everything. */
export function securityCodes(spec: PlainMap, main: PlainMap): readonly SecurityCode[] {
  const profiles: readonly Profile[] = ['restricted', 'default', 'none'];
  return profiles.flatMap((profile) => securityCode(profile, spec, main) ?? []);
}

function securityCode(profile: Profile, spec: PlainMap, main: PlainMap): SecurityCode | undefined {
  const context = isPlainMap(spec['securityContext']) ? spec['securityContext'] : {};
  const pod = without(context, podDefaults[profile]);
  const own = containerRest(profile, main);
  const token = spec['automountServiceAccountToken'];
  // A profile says that the token is not mounted: where nothing is said, it is not that profile.
  if (pod === undefined || own === undefined || (profile !== 'none' && token === undefined)) return undefined;
  const implied = profile === 'none' ? undefined : false;
  const fields = {
    ...short(pod, podShort), ...short(own, containerShort),
    ...Object.fromEntries(switches.map((field) => [field, optionalValue(spec[field])])),
    automountServiceAccountToken: token === implied ? undefined : optionalValue(token),
    pod: rest(pod, podShort), container: rest(own, containerShort),
  };
  const said = map(fields).entries;
  const named = profile === 'default' ? [] : map({ profile: value(profile) }).entries;
  const alone = profile === 'default' ? undefined : value(profile);
  return {
    pod: said.length === 0 ? alone : map([...named, ...said]),
    container: (container) => otherContainer(profile, container),
  };
}

/** The container's own fields, without those that the profile writes; `undefined` where one of them is missing. */
function containerRest(profile: Profile, container: PlainMap): PlainMap | undefined {
  const context = isPlainMap(container['securityContext']) ? container['securityContext'] : {};
  if (profile === 'none') return context;
  const privileged = context['privileged'] === true;
  const open = privileged ? context : without(context, { allowPrivilegeEscalation: false });
  if (open === undefined || profile !== 'restricted') return open;
  const { capabilities } = open;
  if (!isPlainMap(capabilities) || !Array.isArray(capabilities['drop']) || !capabilities['drop'].includes('ALL')) return undefined;
  if (!isSame(capabilities, { drop: ['ALL'] })) return open;
  const { capabilities: _all, ...others } = open;
  return others;
}

function otherContainer(profile: Profile, container: PlainMap): Code | undefined {
  const own = containerRest(profile, container);
  if (own !== undefined) return Object.keys(own).length === 0 ? undefined : value(own);
  const context = isPlainMap(container['securityContext']) ? container['securityContext'] : {};
  return value({ profile: 'none', ...context });
}

function without(given: PlainMap, defaults: PlainMap): PlainMap | undefined {
  const keys = Object.keys(defaults);
  if (!keys.every((key) => isSame(given[key], defaults[key]))) return undefined;
  return Object.fromEntries(Object.entries(given).filter(([key]) => !keys.includes(key)));
}

function short(given: PlainMap, fields: readonly string[]): { readonly [field: string]: Code | undefined } {
  return Object.fromEntries(fields.map((field) => [field, optionalValue(given[field])]));
}

function rest(given: PlainMap, fields: readonly string[]): Code | undefined {
  const others = Object.fromEntries(Object.entries(given).filter(([key]) => !fields.includes(key)));
  return Object.keys(others).length === 0 ? undefined : value(others);
}
