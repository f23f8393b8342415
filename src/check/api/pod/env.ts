import type { ConfigMapEnvSource, ConfigMapKeySelector, EnvFromSource, EnvVar, EnvVarSource, FileKeySelector } from '../../../../generated/kubernetes';
import { envName as strictEnvName } from '../../../core/names';
import { all, each, fields, given, needs, type Rule, texts } from '../../rule/rules';
import { withoutTrailingDash } from '../shared/metadata';
import { dataKey, dnsLabel, dnsSubdomain } from '../shared/names';
import { envFieldRef, resourceFieldRef } from './downward';
import { noBacksteps } from './paths';

const printable = /^[ -<>-~]+$/;

/** The name of a variable of a file: any printable ASCII without `=`. */
const relaxedEnvName: Rule<string> = (found, at) => {
  if (!printable.test(found)) at.report('api/env-name', { found, rule: 'printable ASCII characters without "="' });
};

/** The name of a variable; before Kubernetes 1.32 of few characters. */
const envName: Rule<string> = (found, at) => {
  if (at.minor >= 32) relaxedEnvName(found, at);
  else if (!strictEnvName.pattern.test(found)) at.report('api/env-name', { found, rule: strictEnvName.words.replace(/^expected /, '') });
};

const keyOfObject: Rule<ConfigMapKeySelector> = all(
  texts<ConfigMapKeySelector>({ name: dnsSubdomain }),
  needs<ConfigMapKeySelector>({ key: dataKey }),
);

const fileKey: Rule<FileKeySelector> = all(
  needs<FileKeySelector>({ key: relaxedEnvName, volumeName: dnsLabel, path: noBacksteps }),
  ({ volumeName = '' }, at) => {
    const volume = at.pod!.spec.volumes?.findLast(({ name = '' }) => name === volumeName);
    if (volume === undefined) at.reportAt('volumeName', 'api/not-found', { found: volumeName, what: 'volume' });
    else if (volume.emptyDir === undefined) at.reportAt('volumeName', 'api/invalid', { found: volumeName, expected: 'the name of an emptyDir volume' });
  },
);

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const;

const source: Rule<EnvVarSource> = fields<EnvVarSource>({
  fieldRef: envFieldRef,
  resourceFieldRef,
  configMapKeyRef: keyOfObject,
  secretKeyRef: keyOfObject,
  fileKeyRef: fileKey,
});

/** One variable: a value, or one place that it comes from. */
const variable: Rule<EnvVar> = all(
  needs<EnvVar>({ name: envName }),
  fields<EnvVar>({ valueFrom: source }),
  ({ value = '', valueFrom }, at) => {
    if (valueFrom === undefined) return;
    const named = sources.filter((name) => valueFrom[name] !== undefined);
    if (named.length === 0) at.reportAt('valueFrom', 'api/no-source', { fields: at.minor >= 35 ? sources : sources.slice(0, 4) });
    else if (value !== '') at.reportAt('valueFrom', 'api/contradiction', { fields: ['value', 'valueFrom'] });
    else if (named.length > 1) at.reportAt('valueFrom', 'api/contradiction', { fields: named });
  },
);

/** The variables of one container. */
export const environment: Rule<readonly EnvVar[]> = each(variable);

/** A ConfigMap or Secret by its name. The server asks for a prefix of a name: it may end in a dash. */
const wholeObject: Rule<ConfigMapEnvSource> = needs<ConfigMapEnvSource>({
  name: (name, at) => {
    if (!dnsSubdomain.accepts(withoutTrailingDash(name))) at.report('api/dns-subdomain', { found: name });
  },
});

const wholeObjects: Rule<EnvFromSource> = fields<EnvFromSource>({ prefix: given(envName), configMapRef: wholeObject, secretRef: wholeObject });

/** What a container takes all variables of. That a source is missing or too much, the server says of the list. */
export const environmentFrom: Rule<readonly EnvFromSource[]> = all(
  each(wholeObjects),
  (list, at) => {
    list.forEach(({ configMapRef, secretRef }, index) => {
      const count = Number(configMapRef !== undefined) + Number(secretRef !== undefined);
      const both = ['configMapRef', 'secretRef'];
      if (count === 0) at.report('api/no-source', { fields: both }, index);
      else if (count > 1) at.report('api/contradiction', { fields: both }, index);
    });
  },
);
