import type { Container, Volume } from '../../../generated/kubernetes';
import type { Manifest } from '../../../src/core/manifest';
import { allOf, containersOf, nameOf, type PodsOf, podsOf } from '../objects';

/** Takes note of what is referred to and not there. */
type Need = (kind: string, name: string | undefined, key?: string) => void;

/**
 * References that lead to nothing in the bundle.
 * @param outside what others make, as `Secret mysql-password`
 */
export function danglingReferences(objects: readonly Manifest[], outside: readonly string[] = []): string[] {
  const dangling: string[] = [];
  const byName = new Map(objects.map((object) => [nameOf(object), object]));
  const needFrom = (from: string): Need => (kind, name, key) => {
    const wanted = `${kind} ${name}`;
    const found = byName.get(wanted) as { readonly data?: object; readonly binaryData?: object } | undefined;
    if (found === undefined) {
      if (!outside.includes(wanted)) dangling.push(`${from} -> ${wanted}`);
    } else if (key !== undefined && !(key in { ...found.data, ...found.binaryData })) dangling.push(`${from} -> key ${key} of ${wanted}`);
  };
  for (const pods of podsOf(objects)) {
    podNeeds(pods, needFrom(nameOf(pods.owner)));
    for (const container of containersOf(pods.spec)) {
      const from = `${nameOf(pods.owner)}, container ${container.name}`;
      containerNeeds(container, pods.spec.volumes ?? [], needFrom(from));
      dangling.push(...danglingInside(container, pods).map((what) => `${from} -> ${what}`));
    }
  }
  objectNeeds(objects, needFrom);
  return dangling;
}

function podNeeds({ owner, spec }: PodsOf, need: Need): void {
  const { serviceAccountName, priorityClassName, volumes = [] } = spec;
  if (serviceAccountName !== undefined) need('ServiceAccount', serviceAccountName);
  if (priorityClassName !== undefined) need('PriorityClass', priorityClassName);
  for (const { configMap, secret, persistentVolumeClaim, projected } of volumes) {
    const sources = [{ configMap, secret: secret && { name: secret.secretName, items: secret.items } }, ...projected?.sources ?? []];
    for (const source of sources) {
      for (const [kind, part] of [['ConfigMap', source.configMap], ['Secret', source.secret]] as const) {
        if (part === undefined) continue;
        need(kind, part.name);
        for (const { key } of part.items ?? []) need(kind, part.name, key);
      }
    }
    if (persistentVolumeClaim !== undefined) need('PersistentVolumeClaim', persistentVolumeClaim.claimName);
  }
  for (const set of allOf([owner], 'StatefulSet')) {
    if (set.spec?.serviceName !== undefined) need('Service', set.spec.serviceName);
    for (const template of set.spec?.volumeClaimTemplates ?? []) if (template.spec?.storageClassName) need('StorageClass', template.spec.storageClassName);
  }
}

function containerNeeds({ env = [], envFrom = [], volumeMounts = [] }: Container, volumes: readonly Volume[], need: Need): void {
  for (const { valueFrom } of env) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    if (configMapKeyRef !== undefined) need('ConfigMap', configMapKeyRef.name, configMapKeyRef.key);
    if (secretKeyRef !== undefined) need('Secret', secretKeyRef.name, secretKeyRef.key);
  }
  for (const { configMapRef, secretRef } of envFrom) {
    if (configMapRef !== undefined) need('ConfigMap', configMapRef.name);
    if (secretRef !== undefined) need('Secret', secretRef.name);
  }
  for (const { name, subPath } of volumeMounts) {
    const configMap = volumes.find((volume) => volume.name === name)?.configMap;
    if (configMap !== undefined && configMap.items === undefined && subPath !== undefined) need('ConfigMap', configMap.name, subPath);
  }
}

/** Volumes, variables and ports that the pod itself does not have. */
function danglingInside(container: Container, { owner, spec }: PodsOf): string[] {
  const { env = [], envFrom = [], command = [], args = [], volumeMounts = [], ports = [], ...probes } = container;
  const dangling: string[] = [];
  const templates = allOf([owner], 'StatefulSet').flatMap((set) => set.spec?.volumeClaimTemplates ?? []);
  const volumes = new Set([...(spec.volumes ?? []).map(({ name }) => name), ...templates.map(({ metadata }) => metadata?.name)]);
  for (const { name } of volumeMounts) if (!volumes.has(name)) dangling.push(`volume ${name}`);
  const declared = new Set<string>();
  const look = (text: string | undefined): void => {
    if (envFrom.length === 0) dangling.push(...variables(text).filter((name) => !declared.has(name)).map((name) => `$(${name})`));
  };
  for (const { name, value } of env) {
    look(value);
    declared.add(name);
  }
  [...command, ...args].forEach(look);
  for (const probe of [probes.startupProbe, probes.readinessProbe, probes.livenessProbe]) {
    const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
    if (typeof port === 'string' && !ports.some(({ name }) => name === port)) dangling.push(`port ${port}`);
  }
  return dangling;
}

function objectNeeds(objects: readonly Manifest[], needFrom: (from: string) => Need): void {
  for (const ingress of allOf(objects, 'Ingress')) {
    for (const { http } of ingress.spec?.rules ?? []) {
      for (const { backend } of http?.paths ?? []) {
        const { name, port } = backend.service ?? {};
        const service = allOf(objects, 'Service').find(({ metadata }) => metadata?.name === name);
        const found = service?.spec?.ports?.some((one) => one.name === port?.name || one.port === port?.number);
        needFrom(nameOf(ingress))('Service', found === true ? name : `${name} with port ${port?.name ?? port?.number}`);
      }
    }
  }
  for (const autoscaler of allOf(objects, 'HorizontalPodAutoscaler')) {
    const { kind, name } = autoscaler.spec?.scaleTargetRef ?? {};
    needFrom(nameOf(autoscaler))(kind ?? '', name);
  }
  for (const volume of allOf(objects, 'PersistentVolume')) {
    if (volume.spec?.claimRef !== undefined) needFrom(nameOf(volume))('PersistentVolumeClaim', volume.spec.claimRef.name);
  }
  for (const claim of allOf(objects, 'PersistentVolumeClaim')) {
    const { volumeName, storageClassName } = claim.spec ?? {};
    if (volumeName !== undefined) needFrom(nameOf(claim))('PersistentVolume', volumeName);
    else if (storageClassName) needFrom(nameOf(claim))('StorageClass', storageClassName);
  }
  for (const binding of [...allOf(objects, 'RoleBinding'), ...allOf(objects, 'ClusterRoleBinding')]) {
    needFrom(nameOf(binding))(binding.roleRef.kind, binding.roleRef.name);
    for (const { kind, name } of binding.subjects ?? []) needFrom(nameOf(binding))(kind, name);
  }
}

/** The variables that a text refers to. */
function variables(text: string | undefined): string[] {
  return [...(text ?? '').replaceAll('$$', '').matchAll(/\$\(([^)]+)\)/g)].map(([, name]) => name!);
}
