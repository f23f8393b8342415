import type {
  ClusterRoleBinding, ConfigMap, CronJob, HorizontalPodAutoscaler, Ingress, Job, PodDisruptionBudget, PolicyRule, Role, Secret, Service,
} from '../../../generated/kubernetes';
import { bare, listed } from '../../core/show';
import { toPointer } from '../../core/json-pointer';
import { each, type Fields, fields, list, text, texts, whole } from '../graph/read';
import type { Advise, AdvisedObject, ObjectAdvice } from './practice';
import { secretInFile } from './secret-text';

/** Advice about objects that are no pods, by their kind. */
export const objectAdvice = {
  '/ConfigMap': {
    'practice/clear-text-secret': ({ manifest }, advise: Advise<'practice/clear-text-secret'>) => {
      for (const [key, value] of Object.entries(texts((manifest as Partial<ConfigMap>).data))) {
        const what = typeof value === 'string' ? secretInFile(key, value) : undefined;
        if (what !== undefined) advise({ key, what }, toPointer(['data', key]));
      }
    },
  },
  '/Secret': {
    'practice/secret-newline': ({ manifest }, advise: Advise<'practice/secret-newline'>) => {
      const { data, stringData, type } = manifest as Partial<Secret>;
      if (typeof type === 'string' && fileTypes.has(type)) return;
      for (const [key, value] of Object.entries(texts(stringData))) {
        if (!isFileName(key) && isLineWithNewline(value)) advise({ key }, toPointer(['stringData', key]));
      }
      for (const [key, value] of Object.entries(texts(data))) {
        if (!isFileName(key) && typeof value === 'string' && value.length < longestLine && isLineWithNewline(decode(value))) advise({ key }, toPointer(['data', key]));
      }
    },
  },
  '/Service': {
    'practice/node-port': ({ manifest }, advise: Advise<'practice/node-port'>) => {
      if (fields((manifest as Partial<Service>).spec).type === 'NodePort') advise({}, '/spec/type');
    },
  },
  'networking.k8s.io/Ingress': {
    'practice/ingress-without-tls': ({ manifest }, advise: Advise<'practice/ingress-without-tls'>) => {
      const { rules, tls } = fields((manifest as Partial<Ingress>).spec);
      const covered = new Set<string>();
      let forAll = false;
      each(tls, ({ hosts }) => {
        if (list(hosts).length === 0) forAll = true;
        for (const host of list(hosts)) covered.add(host);
      });
      if (forAll) return;
      const open: string[] = [];
      each(rules, ({ host }) => {
        const name = text(host);
        if (name === undefined || !(covered.has(name) || covered.has(name.replace(/^[^.]+/, '*')))) open.push(name ?? 'any host');
      });
      if (open.length > 0 || list(rules).length === 0) advise({ hosts: open.length === 0 ? 'the default backend' : listed([...new Set(open)]) }, '/spec', '/spec/tls');
    },
  },
  'autoscaling/HorizontalPodAutoscaler': {
    'practice/fixed-autoscaler': ({ manifest }, advise: Advise<'practice/fixed-autoscaler'>) => {
      const { minReplicas = 1, maxReplicas } = fields((manifest as Partial<HorizontalPodAutoscaler>).spec);
      if (whole(maxReplicas) !== undefined && minReplicas === maxReplicas) advise({ replicas: maxReplicas }, '/spec/maxReplicas');
    },
    'practice/autoscaler-minimum': ({ manifest }, advise: Advise<'practice/autoscaler-minimum'>) => {
      const { minReplicas = 1, maxReplicas } = fields((manifest as Partial<HorizontalPodAutoscaler>).spec);
      if (minReplicas === 1 && maxReplicas !== 1) advise({}, '/spec/minReplicas');
    },
  },
  'policy/PodDisruptionBudget': {
    'practice/unhealthy-eviction': ({ manifest }, advise: Advise<'practice/unhealthy-eviction'>) => {
      const { unhealthyPodEvictionPolicy } = fields((manifest as Partial<PodDisruptionBudget>).spec);
      const found = text(unhealthyPodEvictionPolicy) ?? 'IfHealthyBudget';
      if (found !== 'AlwaysAllow') advise({ found }, '/spec/unhealthyPodEvictionPolicy');
    },
  },
  'batch/CronJob': {
    'practice/cron-deadline': ({ manifest }, advise: Advise<'practice/cron-deadline'>) => {
      if (whole(fields((manifest as Partial<CronJob>).spec).startingDeadlineSeconds) === undefined) advise({}, '/spec/startingDeadlineSeconds');
    },
  },
  'batch/Job': {
    'practice/job-stays': ({ manifest, node }, advise: Advise<'practice/job-stays'>) => {
      if (node.origin === 'given' && whole(fields((manifest as Partial<Job>).spec).ttlSecondsAfterFinished) === undefined) advise({}, '/spec/ttlSecondsAfterFinished');
    },
  },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { 'practice/cluster-admin': clusterAdmin },
  'rbac.authorization.k8s.io/RoleBinding': { 'practice/cluster-admin': clusterAdmin },
  'rbac.authorization.k8s.io/ClusterRole': { 'practice/wildcard-role': wildcardRole, 'practice/exec-access': execAccess },
  'rbac.authorization.k8s.io/Role': { 'practice/wildcard-role': wildcardRole, 'practice/exec-access': execAccess },
} satisfies ObjectAdvice;

/** Types whose values are files. */
const fileTypes: ReadonlySet<string> = new Set([
  'kubernetes.io/tls', 'kubernetes.io/ssh-auth', 'kubernetes.io/dockercfg', 'kubernetes.io/dockerconfigjson', 'helm.sh/release.v1', 'bootstrap.kubernetes.io/token',
]);
/** No password is as long. */
const longestLine = 4096;

/** A key that names a file: those end in a newline, and their readers know it. */
function isFileName(key: string): boolean {
  return key.includes('.') || /^(?:ssh-|known_hosts|authorized_keys|auth$|htpasswd|config$|id_)/.test(key);
}

function isLineWithNewline(value: unknown): boolean {
  return typeof value === 'string' && value.length > 1 && /^[^\n]+\r?\n$/.test(value);
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function clusterAdmin({ manifest }: AdvisedObject, advise: Advise<'practice/cluster-admin'>): void {
  const { roleRef, subjects } = manifest as Partial<ClusterRoleBinding>;
  if (fields(roleRef).kind !== 'ClusterRole' || fields(roleRef).name !== 'cluster-admin') return;
  each(subjects, ({ kind, name, namespace }, index) => {
    // The binding that every cluster has.
    if (kind === 'Group' && name === 'system:masters') return;
    const of = text(namespace) === undefined ? '' : `${bare(namespace!)}/`;
    advise({ subject: `${bare(text(kind) ?? 'a subject')} ${of}${bare(text(name) ?? '')}` }, '/roleRef', `/subjects/${index}`);
  });
}

function wildcardRole({ manifest }: AdvisedObject, advise: Advise<'practice/wildcard-role'>): void {
  eachRule(manifest, ({ verbs, resources, apiGroups }, pointer) => {
    if (!list(verbs).includes('*') || !list(resources).includes('*')) return;
    const groups = list(apiGroups);
    advise({ what: groups.includes('*') ? 'every API group' : `the API groups ${listed(groups)}` }, pointer);
  });
}

function execAccess({ manifest }: AdvisedObject, advise: Advise<'practice/exec-access'>): void {
  eachRule(manifest, ({ verbs, resources }, pointer) => {
    if (!list(verbs).some((verb) => verb === '*' || verb === 'create')) return;
    const found = list(resources).filter((resource) => resource === 'pods/exec' || resource === 'pods/attach' || resource === 'pods/*');
    if (found.length > 0) advise({ resources: found }, pointer, `${pointer}/resources`);
  });
}

function eachRule(manifest: object, visit: (rule: Fields<PolicyRule>, pointer: string) => void): void {
  each((manifest as Partial<Role>).rules, (rule, index) => visit(rule, `/rules/${index}`));
}
