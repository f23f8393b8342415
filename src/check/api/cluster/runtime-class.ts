import type { Overhead, RuntimeClass, Scheduling, Toleration } from '../../../../generated/kubernetes';
import { fields, type Rule, texts } from '../../rule/rules';
import { overhead } from '../pod/resources';
import { tolerations } from '../pod/scheduling';
import { kindWith } from '../shared/kind';
import { unique } from '../shared/lists';
import { labels } from '../shared/metadata';
import { dnsLabel, dnsSubdomain } from '../shared/names';

/** Until Kubernetes 1.34 the server named the field twice. */
const tolerationList: Rule<readonly Toleration[]> = (list, at) => {
  if (at.minor >= 35) tolerations(list, at);
  else at.enterAs(['tolerations'], [], () => tolerations(list, at));
};

const handler: Rule<string> = (found, at) => {
  if (found === '' && at.minor >= 36) at.report('api/required', { field: 'handler' });
  else dnsLabel(found, at);
};

/** The server leaves out the name of the field. */
const podFixed: Rule<Overhead> = ({ podFixed: amounts }, at) => {
  if (amounts !== undefined) at.enterAs([], ['podFixed'], () => overhead(amounts, at));
};

/** @see https://kubernetes.io/docs/concepts/containers/runtime-class/ */
export const runtimeClass: Rule<RuntimeClass> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, texts<RuntimeClass>({ handler }), fields<RuntimeClass>({
  overhead: podFixed,
  scheduling: fields<Scheduling>({
    nodeSelector: labels,
    tolerations: [tolerationList, unique<Toleration>(({ key = '', operator = '', value = '', effect = '' }) => JSON.stringify([key, operator, value, effect]))],
  }),
}));
