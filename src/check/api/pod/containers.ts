import type { Container, EphemeralContainer, PodSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, anything, type FieldRules, fields, needs, oneOf, type Rule } from '../../rule/rules';
import { forbid } from '../shared/lists';
import { dnsLabel } from '../shared/names';
import { environment, environmentFrom } from './env';
import { mountsAndDevices } from './mounts';
import { containerPorts, takeHostPorts } from './ports';
import { careOfContainer, noCareOfContainer } from './probes';
import { containerResources, resizeOfInitContainer, resizePolicies } from './resources';
import { isSidecar, restartOfContainer, restartOfInitContainer } from './restart';
import { containerSecurity } from './security';

const nameAndImage: Rule<Container> = needs<Container>({ name: dnsLabel, image: anything });

/** What every container can have. */
const ofAll: FieldRules<Container> = {
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  terminationMessagePolicy: oneOf('FallbackToLogsOnError', 'File'),
  ports: containerPorts,
  env: environment,
  envFrom: environmentFrom,
  resources: containerResources,
  resizePolicy: resizePolicies,
  securityContext: containerSecurity,
};

const anyContainer: Rule<Container> = all(nameAndImage, fields<Container>(ofAll), mountsAndDevices);

/** A container that is meant to run, which its node looks after. */
const lastingContainer: Rule<Container> = all(nameAndImage, fields<Container>({ ...ofAll, ...careOfContainer }), mountsAndDevices);

/** The containers of a pod, each with its place. Stands at the spec. */
export function checkContainers(spec: PodSpec, at: Context): void {
  const { containers, initContainers, ephemeralContainers } = spec;
  const names = new Set<string>();
  if (containers === undefined || containers.length === 0) at.reportAt('containers', 'api/required', { field: 'containers' });
  else runningContainers(containers, names, at);
  if (initContainers !== undefined) startingContainers(initContainers, names, at);
  if (ephemeralContainers !== undefined) debuggingContainers(ephemeralContainers, names, at);
}

function runningContainers(containers: readonly Container[], names: Set<string>, at: Context): void {
  const hostPorts = new Set<string>();
  at.enter('containers');
  for (let index = 0; index < containers.length; index++) {
    const container = containers[index]!;
    at.enter(index);
    lastingContainer(container, at);
    restartOfContainer(container, at);
    nameOnce(container, names, at);
    if (container.ports !== undefined) {
      takeHostPorts(container.ports, hostPorts, (port, found) => at.reportAt(['ports', port, 'hostPort'], 'api/duplicate', { found }));
    }
    at.leave();
  }
  at.leave();
}

function startingContainers(containers: readonly Container[], names: Set<string>, at: Context): void {
  at.enter('initContainers');
  containers.forEach((container, index) => {
    at.enter(index);
    if (isSidecar(container)) lastingContainer(container, at);
    else anyContainer(container, at);
    restartOfInitContainer(container, at);
    nameOnce(container, names, at);
    if (!isSidecar(container)) {
      noCareOfContainer(container, at);
      if (at.minor >= 36) resizeOfInitContainer(container, at);
    }
    at.leave();
    // They run one after the other, so that each has the node's ports for itself. To the server each is the first then.
    takeHostPorts(container.ports ?? [], new Set(), (port, found) => {
      at.reportAt([0, 'ports', port, 'hostPort'], 'api/duplicate', { found }, [index, 'ports', port, 'hostPort']);
    });
  });
  at.leave();
}

/** A name counts although it is refused; the empty one is only missing. */
function nameOnce({ name = '' }: Container, names: Set<string>, at: Context): void {
  if (name === '') return;
  if (names.has(name)) at.reportAt('name', 'api/duplicate', { found: name });
  else names.add(name);
}

const notForDebugging = ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'resizePolicy', 'restartPolicy', 'restartPolicyRules'] as const;

function debuggingContainers(containers: readonly EphemeralContainer[], others: ReadonlySet<string>, at: Context): void {
  const names = new Set(others);
  const when = 'for an ephemeral container';
  at.enter('ephemeralContainers');
  containers.forEach((container, index) => {
    at.enter(index);
    anyContainer(container, at);
    noBlanksAroundImage(container, at);
    nameOnce(container, names, at);
    const { targetContainerName: target = '', resources = {}, volumeMounts = [] } = container;
    if (target !== '' && !others.has(target)) at.reportAt('targetContainerName', 'api/not-found', { found: target, what: 'container' });
    for (const field of notForDebugging) forbid(container, at, field, when);
    if (Object.keys(resources).length > 0) forbid(container, at, 'resources', when);
    volumeMounts.forEach((mount, mountIndex) => {
      at.enter('volumeMounts');
      at.enter(mountIndex);
      for (const field of ['subPath', 'subPathExpr'] as const) if ((mount[field] ?? '') !== '') forbid(mount, at, field, when);
      at.leave();
      at.leave();
    });
    at.leave();
  });
  at.leave();
}

const blank = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const padded = new RegExp(`^${blank}|${blank}$`);

/** In templates, blanks are allowed: some take an image of a blank for one that they fill in. Stands at the container. */
export function noBlanksAroundImage({ image: found = '' }: Container, at: Context): void {
  if (padded.test(found)) at.reportAt('image', 'api/image-blanks', { found });
}
