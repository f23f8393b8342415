import { each, fields, needs, type Rule } from '../../rule/rules';
import type { DefinitionVersion } from './spec';

type Column = NonNullable<DefinitionVersion['additionalPrinterColumns']>[number];
type Subresources = NonNullable<DefinitionVersion['subresources']>;
type Scale = NonNullable<Subresources['scale']>;

const types = ['boolean', 'date', 'integer', 'number', 'string'];
const formats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

function choice(known: readonly string[]): Rule<string> {
  return (found, at) => {
    if (found !== '' && !known.includes(found)) at.report('api/choice', { found, known });
  };
}

const column: Rule<Column> = (value, at) => {
  needs<Column>({ name: () => undefined, type: choice(types) })(value, at);
  fields<Column>({ format: choice(formats) })(value, at);
  const { jsonPath = '' }: Partial<Column> = value;
  // The server has another spelling for it here.
  if (jsonPath === '') at.reportAt('JSONPath', 'api/required', { field: 'jsonPath' }, []);
  else if (!jsonPath.startsWith('.')) at.reportAt('JSONPath', 'definition/path', { found: jsonPath, under: [] }, ['jsonPath']);
};

/** What `kubectl get` shows. */
export const columns: Rule<readonly Column[]> = each(column);

/** Where replicas are found; the server names such a field in one piece. */
const scale: Rule<Scale> = (value, at) => {
  const path = (field: keyof Scale, ...under: readonly string[]): void => {
    const found = value[field] ?? '';
    const key = `scale.${field}`;
    if (found === '' && field !== 'labelSelectorPath') at.reportAt(key, 'api/required', { field }, ['scale', field]);
    else if (found !== '' && !under.some((start) => found.startsWith(start))) at.reportAt(key, 'definition/path', { found, under }, ['scale', field]);
  };
  path('specReplicasPath', '.spec.');
  path('statusReplicasPath', '.status.');
  path('labelSelectorPath', '.spec.', '.status.');
};

/** Parts of an object that have addresses of their own. */
export const subresources: Rule<Subresources> = ({ scale: given }, at) => {
  if (given !== undefined) scale(given, at);
};
