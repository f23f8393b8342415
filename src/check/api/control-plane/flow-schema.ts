import type {
  FlowSchema, FlowSchemaSpec, FlowcontrolV1Subject, NonResourcePolicyRule, PolicyRulesWithSubjects, PriorityLevelConfigurationReference,
  ResourcePolicyRule, ServiceAccountSubject,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, anything, each, fields, needs, objects, oneOf, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsLabel, dnsSubdomain } from '../shared/names';

const verbs = ['get', 'list', 'create', 'update', 'delete', 'deletecollection', 'patch', 'watch', 'proxy'];

const verbList: Rule<{ readonly verbs: readonly string[] }> = ({ verbs: list = [] }, at) => {
  if (list.length === 0) at.reportAt('verbs', 'api/required', { field: 'verbs' });
  else if (list.includes('*')) aloneAmong(list, 'verbs', at);
  else if (!list.every((verb) => verbs.includes(verb))) at.reportAt('verbs', 'api/not-supported', { found: list.find((verb) => !verbs.includes(verb)), known: [...verbs, '*'] });
};

/** `*` stands alone. */
export function aloneAmong(list: readonly string[], field: string, at: Context): void {
  if (list.length > 1 && list.includes('*')) at.reportAt(field, 'api/wildcard', { wildcard: '*' });
}

const resourceRule: Rule<ResourcePolicyRule> = all<ResourcePolicyRule>(verbList, (rule, at) => {
  const { apiGroups = [], resources = [], namespaces = [], clusterScope } = rule;
  for (const [field, list] of [['apiGroups', apiGroups], ['resources', resources]] as const) {
    if (list.length === 0) at.reportAt(field, 'api/required', { field });
    aloneAmong(list, field, at);
  }
  if (namespaces.length === 0 && clusterScope !== true) at.reportAt('namespaces', 'api/required', { field: 'namespaces', when: 'without clusterScope' });
  else if (namespaces.includes('*')) aloneAmong(namespaces, 'namespaces', at);
  else {
    namespaces.forEach((found, index) => {
      if (!dnsLabel.accepts(found)) at.reportAt(['namespaces', index], 'api/dns-label', { found });
    });
  }
});

/** A path of the API server, which can end with a wildcard. */
function isPath(path: string): boolean {
  if (path === '/') return true;
  if (!path.startsWith('/') || path.includes(' ') || path.includes('//')) return false;
  const wildcards = path.split('*').length - 1;
  return wildcards === 0 || (wildcards === 1 && path.endsWith('/*'));
}

const nonResourceRule: Rule<NonResourcePolicyRule> = all<NonResourcePolicyRule>(verbList, ({ nonResourceURLs: urls = [] }, at) => {
  if (urls.length === 0) at.reportAt('nonResourceURLs', 'api/required', { field: 'nonResourceURLs' });
  else if (urls.includes('*')) aloneAmong(urls, 'nonResourceURLs', at);
  else {
    urls.forEach((found, index) => {
      if (!isPath(found)) at.reportAt(['nonResourceURLs', index], 'api/invalid', { found, expected: 'a path such as /healthz or /api/*' });
    });
  }
});

const serviceAccount: Rule<ServiceAccountSubject> = needs<ServiceAccountSubject>({
  name: (found, at) => {
    if (found !== '*') dnsSubdomain(found, at);
  },
  namespace: dnsLabel,
});
const named: Rule<{ readonly name: string }> = needs<{ readonly name: string }>({ name: anything });

const subjects = { ServiceAccount: 'serviceAccount', User: 'user', Group: 'group' } as const;

/** The subject that its kind names, and no other. */
const subject: Rule<FlowcontrolV1Subject> = (value, at) => {
  const { kind: of = '' } = value;
  const expected = (subjects as { readonly [kind: string]: 'serviceAccount' | 'user' | 'group' | undefined })[of];
  if (expected === undefined) return at.reportAt('kind', 'api/not-supported', { found: of, known: Object.keys(subjects) });
  for (const field of Object.values(subjects)) {
    const found = value[field];
    if (field !== expected) {
      if (found !== undefined) at.reportAt(field, 'api/forbidden', { field, when: `of the kind ${of}` });
    } else if (found === undefined) at.reportAt(field, 'api/required', { field, when: `of the kind ${of}` });
  }
  fields<FlowcontrolV1Subject>({ [expected]: expected === 'serviceAccount' ? serviceAccount : named })(value, at);
};

const rules: Rule<PolicyRulesWithSubjects> = all(
  ({ resourceRules = [], nonResourceRules = [] }, at) => {
    if (resourceRules.length === 0 && nonResourceRules.length === 0) at.report('api/one-needed', { fields: ['resourceRules', 'nonResourceRules'] });
  },
  needs<PolicyRulesWithSubjects>({ subjects: each(subject) }),
  fields<PolicyRulesWithSubjects>({ resourceRules: each(resourceRule), nonResourceRules: each(nonResourceRule) }),
);

/** Without a place, a schema has the 1000th. The first place is that of the schema that exempts requests from everything. */
const precedence: Rule<FlowSchema> = ({ metadata, spec }, at) => {
  const found = spec?.matchingPrecedence || 1000;
  const place = ['spec', 'matchingPrecedence'];
  if (found <= 0 || found > 10_000) at.reportAt(place, 'api/out-of-range', { found, min: 1, max: 10_000 });
  if (found === 1 && metadata?.name !== 'exempt') at.reportAt(place, 'flow-control/exempt', {});
};

/** @see https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#flowschema */
export const flowSchema: Rule<FlowSchema> = kind(dnsSubdomain, precedence, objects<FlowSchema>({
  spec: all(
    objects<FlowSchemaSpec>({ priorityLevelConfiguration: needs<PriorityLevelConfigurationReference>({ name: dnsSubdomain }) }),
    fields<FlowSchemaSpec>({ distinguisherMethod: texts<{ readonly type: string }>({ type: oneOf('ByNamespace', 'ByUser') }), rules: each(rules) }),
  ),
}));
