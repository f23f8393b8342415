import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '../../../../generated/kubernetes';
import { all, each, fields, needs, type Rule, since, texts } from '../../rule/rules';
import { dnsSubdomain, labelKey, labelValue } from '../shared/names';

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

const operatorAndValues: Rule<NodeSelectorRequirement> = ({ operator = '', values = [] }, at) => {
  switch (operator) {
    case 'In': case 'NotIn':
      if (values.length === 0) at.reportAt('values', 'api/required', { field: 'values', when: `with the operator ${operator}` });
      break;
    case 'Exists': case 'DoesNotExist':
      if (values.length > 0) at.reportAt('values', 'api/forbidden', { field: 'values', when: `with the operator ${operator}` });
      break;
    case 'Gt': case 'Lt':
      if (values.length !== 1) at.reportAt('values', 'api/one-value', { operator, count: values.length });
      break;
    default:
      at.reportAt('operator', 'api/choice', { found: operator, known: operators });
  }
};

const requirement: Rule<NodeSelectorRequirement> = all(operatorAndValues, texts<NodeSelectorRequirement>({ key: labelKey }));

const labelValues: Rule<NodeSelectorRequirement> = fields<NodeSelectorRequirement>({ values: each<string>(labelValue) });

/** The only field of a node that can be asked for is its name. */
const fieldRequirement: Rule<NodeSelectorRequirement> = ({ key = '', operator = '', values = [] }, at) => {
  if (operator !== 'In' && operator !== 'NotIn') at.reportAt('operator', 'api/choice', { found: operator, known: ['In', 'NotIn'] });
  else if (values.length !== 1) at.reportAt('values', 'api/one-value', { operator, count: values.length });
  if (key !== 'metadata.name') return at.reportAt('key', 'api/choice', { found: key, known: ['metadata.name'] });
  values.forEach((name, index) => {
    if (!dnsSubdomain.accepts(name)) at.reportAt(['values', index], 'api/dns-subdomain', { found: name });
  });
};

/** Conditions on a node, all of which must hold. Values can be anything: preferences took bad ones once and do so for ever. */
export const nodePreference: Rule<NodeSelectorTerm> = fields<NodeSelectorTerm>({
  matchExpressions: each(requirement),
  matchFields: each(fieldRequirement),
});

/** As `nodePreference`; from Kubernetes 1.33 on, values must be such as labels can have. */
const term: Rule<NodeSelectorTerm> = all(nodePreference, since(33, fields<NodeSelectorTerm>({ matchExpressions: each(labelValues) })));

/** Which nodes are possible: one term at least. */
export const nodeSelector: Rule<NodeSelector> = needs<NodeSelector>({ nodeSelectorTerms: each(term) });
