import type {
  Embedded, PersistentVolumeClaim, PodTemplateSpec, RollingUpdateStatefulSetStrategy, StatefulSet, StatefulSetOrdinals,
  StatefulSetPersistentVolumeClaimRetentionPolicy as RetentionPolicy, StatefulSetSpec, StatefulSetUpdateStrategy, Volume,
} from '../../../../generated/kubernetes';
import { fromPointer } from '../../../core/json-pointer';
import type { Context } from '../../rule/context';
import { all, each, fields, given, objects, oneOf, type Rule, since } from '../../rule/rules';
import { alwaysRestarts, podTemplateMetadata, podTemplateRules } from '../pod/pod-template';
import { kind } from '../shared/kind';
import { dnsLabel } from '../shared/names';
import { atMost100Percent, countOrPercent, isZero, notNegative } from '../shared/numbers';
import { claimSpecRules } from '../storage/claim-spec';
import { selection } from './selection';

const managementPolicies = ['OrderedReady', 'Parallel'];
const strategies = ['RollingUpdate', 'OnDelete'];

const rollingUpdate: Rule<RollingUpdateStatefulSetStrategy> = fields<RollingUpdateStatefulSetStrategy>({
  partition: notNegative,
  maxUnavailable: [countOrPercent, atMost100Percent, (found, at) => {
    if (isZero(found)) at.report('api/not-positive', { found });
  }],
});

/** The server names the strategy when it does not know its type. */
const updateStrategy: Rule<StatefulSetUpdateStrategy> = (value, at) => {
  const { type = 'RollingUpdate', rollingUpdate: update } = value;
  if (!strategies.includes(type)) at.report('api/choice', { found: type, known: strategies }, 'type');
  else if (type === 'OnDelete') {
    if (update !== undefined) at.reportAt('rollingUpdate', 'api/not-allowed', { field: 'rollingUpdate', when: 'with the strategy OnDelete' });
  } else fields<StatefulSetUpdateStrategy>({ rollingUpdate })(value, at);
};

const retention = oneOf('Retain', 'Delete');

/** The controller gives the pods a volume for each claim template, and the host names of the set. */
function asRun({ template, volumeClaimTemplates: claims = [] }: StatefulSetSpec): PodTemplateSpec {
  const { spec } = template;
  if (spec === undefined) return template;
  const { hostname: _hostname, subdomain: _subdomain, ...rest } = spec;
  const names = claimNames(claims);
  const volumes: Volume[] = [...names].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  return { ...template, spec: { ...rest, volumes: [...volumes, ...(spec.volumes ?? []).filter(({ name }) => !names.has(name))] } };
}

function claimNames(claims: readonly Embedded<PersistentVolumeClaim>[]): ReadonlySet<string> {
  return new Set(claims.map(({ metadata }) => metadata?.name ?? ''));
}

/** The server counts the volumes of the claims among those of the template; findings are shown at those that are written. */
function showWritten(spec: StatefulSetSpec, from: number, at: Context): void {
  const names = claimNames(spec.volumeClaimTemplates ?? []);
  const written = (spec.template.spec?.volumes ?? []).flatMap(({ name }, index) => (names.has(name) ? [] : [index]));
  for (let index = from; index < at.reported.length; index++) {
    const one = at.reported[index]!;
    const path = fromPointer(one.focus ?? one.pointer);
    if (path[3] !== 'volumes' || path[4] === undefined) continue;
    const place = written[Number(path[4]) - names.size];
    const focus = place === undefined ? '/spec/volumeClaimTemplates' : `/spec/template/spec/volumes/${place}${one.pointer.split('/').slice(6).map((part) => `/${part}`).join('')}`;
    at.reported[index] = { ...one, focus };
  }
}

/** From Kubernetes 1.34 on the server looks into the template; before, at its labels and annotations alone. */
const template: Rule<StatefulSetSpec> = (spec, at) => {
  const { template: written = {}, volumeClaimTemplates: claims = [] } = spec;
  const { hostname, subdomain } = written.spec ?? {};
  at.enter('template');
  if (at.minor < 34) podTemplateMetadata(written, at);
  else if (claims.length === 0 && hostname === undefined && subdomain === undefined) podTemplateRules(written, at);
  else {
    const from = at.reported.length;
    podTemplateRules(asRun(spec), at);
    showWritten(spec, from, at);
  }
  alwaysRestarts(written, at);
  at.leave();
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ */
export const statefulSet: Rule<StatefulSet> = kind(dnsLabel, objects<StatefulSet>({
  spec: all(
    selection('StatefulSet'),
    template,
    fields<StatefulSetSpec>({
      podManagementPolicy: (found, at) => {
        if (!managementPolicies.includes(found)) at.report('api/choice', { found, known: managementPolicies });
      },
      updateStrategy,
      persistentVolumeClaimRetentionPolicy: fields<RetentionPolicy>({ whenDeleted: retention, whenScaled: retention }),
      volumeClaimTemplates: since(34, each(objects<Embedded<PersistentVolumeClaim>>({ spec: claimSpecRules }))),
      replicas: notNegative,
      minReadySeconds: notNegative,
      ordinals: fields<StatefulSetOrdinals>({ start: notNegative }),
      serviceName: since(33, given(dnsLabel)),
    }),
  ),
}));
