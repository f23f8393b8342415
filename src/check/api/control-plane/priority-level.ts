import type {
  ExemptPriorityLevelConfiguration, LimitedPriorityLevelConfiguration, LimitResponse, PriorityLevelConfiguration, PriorityLevelConfigurationSpec,
  QueuingConfiguration,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, objects, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { between, notNegative } from '../shared/numbers';

/** As many bits as the server's hash of a request has. */
const hashBits = 60;

/** The hand that each flow is dealt must be told apart from others. */
const queuing: Rule<QueuingConfiguration> = (value, at) => {
  // The server takes 0 for nothing, and has numbers of its own for that.
  const { queues = 0, handSize = 0, queueLengthLimit = 0 } = value;
  judgedQueuing(queues || 64, handSize || 8, queueLengthLimit || 50, at);
};

function judgedQueuing(queues: number, handSize: number, queueLengthLimit: number, at: Context): void {
  if (queueLengthLimit <= 0) at.reportAt('queueLengthLimit', 'api/not-positive', { found: queueLengthLimit });
  if (queues <= 0 || queues > 10_000_000) at.reportAt('queues', 'api/out-of-range', { found: queues, min: 1, max: 10_000_000 });
  if (handSize <= 0) at.reportAt('handSize', 'api/not-positive', { found: handSize });
  else if (handSize > queues) at.reportAt('handSize', 'api/greater-than', { found: handSize, limit: queues, of: 'queues' });
  else if (Math.ceil(Math.log2(queues) * handSize) > hashBits) at.reportAt('handSize', 'flow-control/hand', { queues, handSize });
}

const response: Rule<LimitResponse> = (value, at) => {
  const { type = '', queuing: given } = value;
  if (type === 'Reject') {
    if (given !== undefined) at.reportAt('queuing', 'api/forbidden', { field: 'queuing', when: 'with the type Reject' });
  } else if (type !== 'Queue') at.reportAt('type', 'api/not-supported', { found: type, known: ['Queue', 'Reject'] });
  else if (given === undefined) at.reportAt('queuing', 'api/required', { field: 'queuing', when: 'with the type Queue' });
  else fields<LimitResponse>({ queuing })(value, at);
};

const shares = { nominalConcurrencyShares: notNegative, lendablePercent: between(0, 100) };

const limited: Rule<LimitedPriorityLevelConfiguration> = all(
  fields<LimitedPriorityLevelConfiguration>({ ...shares, borrowingLimitPercent: notNegative }),
  objects<LimitedPriorityLevelConfiguration>({ limitResponse: response }),
);

const exempt = fields<ExemptPriorityLevelConfiguration>(shares);

const spec: Rule<PriorityLevelConfigurationSpec> = (value, at) => {
  const { type = '' } = value;
  if (type === 'Exempt') {
    if (value.limited !== undefined) at.reportAt('limited', 'api/forbidden', { field: 'limited', when: 'with the type Exempt' });
    fields<PriorityLevelConfigurationSpec>({ exempt })(value, at);
  } else if (type !== 'Limited') at.reportAt('type', 'api/not-supported', { found: type, known: ['Exempt', 'Limited'] });
  else {
    if (value.exempt !== undefined) at.reportAt('exempt', 'api/forbidden', { field: 'exempt', when: 'with the type Limited' });
    if (value.limited === undefined) at.reportAt('limited', 'api/required', { field: 'limited', when: 'with the type Limited' });
    else fields<PriorityLevelConfigurationSpec>({ limited })(value, at);
  }
};

/** Only the level of that name exempts requests. */
const exemptName: Rule<PriorityLevelConfiguration> = ({ metadata, spec: { type = '' } = { type: '' } }, at) => {
  if ((metadata?.name === 'exempt') !== (type === 'Exempt')) at.reportAt(['spec', 'type'], 'flow-control/exempt', {});
};

/** @see https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#prioritylevelconfiguration */
export const priorityLevel: Rule<PriorityLevelConfiguration> = kind(dnsSubdomain, exemptName, objects<PriorityLevelConfiguration>({ spec }));
