import type { Job, JobSpec, LabelSelector } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, objects, oneOf, type Rule } from '../../rule/rules';
import { podTemplateRules } from '../pod/pod-template';
import { kind } from '../shared/kind';
import { dnsLabel, dnsSubdomain, domainPrefixedPath, labelValue, maxBytes } from '../shared/names';
import { notNegative } from '../shared/numbers';
import { isReadable, labelSelector, selects } from '../shared/selector';
import { podFailurePolicy } from './job-failure-policy';
import { successPolicy } from './job-success-policy';
import { mismatch, templateLabels } from './selection';

const indexed: Rule<JobSpec> = (spec, at) => {
  const { completionMode: mode = 'NonIndexed', completions, parallelism = 0, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    at.reportAt('backoffLimitPerIndex', 'api/required', { field: 'backoffLimitPerIndex', when: 'with maxFailedIndexes' });
  }
  if (mode === 'NonIndexed') {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
      if (spec[field] !== undefined) at.reportAt(field, 'api/not-allowed', { field, when: 'without the completion mode Indexed' });
    }
  }
  if (mode !== 'Indexed') return;
  const most = (field: 'parallelism' | 'maxFailedIndexes', max: number): void => {
    const found = spec[field];
    if (found !== undefined && found > max) at.reportAt(field, 'api/out-of-range', { found, max });
  };
  if (completions === undefined) at.reportAt('completions', 'api/required', { field: 'completions', when: 'with the completion mode Indexed' });
  most('parallelism', 100_000);
  most('maxFailedIndexes', 100_000);
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions) {
    at.reportAt('maxFailedIndexes', 'api/greater-than', { found: maxFailedIndexes, limit: completions, of: 'completions' });
  }
  if (completions === undefined || completions <= 100_000 || backoffLimitPerIndex === undefined) return;
  if (maxFailedIndexes === undefined) at.reportAt('maxFailedIndexes', 'api/required', { field: 'maxFailedIndexes', when: 'with more than 100000 completions' });
  if (parallelism > 10_000) most('parallelism', 10_000);
  most('maxFailedIndexes', 10_000);
};

/** Pods of a job are not restarted when they are done. */
const restartPolicy: Rule<JobSpec> = ({ template, podFailurePolicy: policy }, at) => {
  const found: string = template?.spec?.restartPolicy ?? '';
  const place = ['template', 'spec', 'restartPolicy'];
  if (found === '' || found === 'Always') at.reportAt(place, 'job/restarts', { found });
  else if (found !== 'OnFailure' && found !== 'Never') at.reportAt(place, 'api/not-supported', { found, known: ['OnFailure', 'Never'] });
  else if (policy !== undefined && found !== 'Never') at.reportAt(place, 'api/choice', { found, known: ['Never'] });
};

const replacementPolicy: Rule<JobSpec> = ({ podReplacementPolicy: found, podFailurePolicy: policy }, at) => {
  const known = policy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  if (found !== undefined && !known.includes(found)) at.reportAt('podReplacementPolicy', 'api/not-supported', { found, known });
};

/** What is judged of jobs and of the templates of cron jobs. */
export const jobSpec: Rule<JobSpec> = all(
  indexed,
  restartPolicy,
  replacementPolicy,
  podFailurePolicy,
  successPolicy,
  fields<JobSpec>({
    parallelism: notNegative,
    completions: notNegative,
    activeDeadlineSeconds: notNegative,
    backoffLimit: notNegative,
    ttlSecondsAfterFinished: notNegative,
    backoffLimitPerIndex: notNegative,
    maxFailedIndexes: notNegative,
    managedBy: [domainPrefixedPath, maxBytes(63)],
    completionMode: oneOf('NonIndexed', 'Indexed'),
  }),
  objects<JobSpec>({ template: podTemplateRules }),
);

/** Stands for the uid that the server gives a job. */
const uid = '00000000-0000-0000-0000-000000000000';
const uidLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const nameLabels = ['job-name', 'batch.kubernetes.io/job-name'];

/** The server makes a selector from the uid of the job, and labels from uid and name; who gives other ones contradicts it. */
function generated({ selector, template }: JobSpec, name: string, at: Context): void {
  const labels = { ...templateLabels(template) };
  const expected: { [label: string]: string } = {};
  for (const [keys, value] of [[uidLabels, uid], [nameLabels, name]] as const) {
    for (const key of keys) {
      expected[key] = value;
      if (!Object.hasOwn(labels, key)) labels[key] = value;
      else if (labels[key] !== value) at.reportAt(['template', 'metadata', 'labels', key], 'job/generated-label', { found: labels[key]!, key });
    }
  }
  const whole: LabelSelector = { ...selector, matchLabels: { [uidLabels[1]!]: uid, ...selector?.matchLabels } };
  at.enter('selector');
  labelSelector(whole, at);
  const readable = isReadable(whole);
  if (readable && !selects(whole, expected)) at.report('job/generated-selector', {});
  at.leave();
  if (readable) mismatch(selects(whole, labels) ? {} : whole, labels, at);
}

function manual({ selector, template }: JobSpec, at: Context): void {
  if (selector === undefined) at.reportAt('selector', 'api/required', { field: 'selector', when: 'with manualSelector' });
  else {
    at.enter('selector');
    labelSelector(selector, at);
    at.leave();
  }
  if (selector === undefined || isReadable(selector)) mismatch(selector, templateLabels(template), at);
}

const selection: Rule<Job> = ({ spec, metadata }, at) => {
  const name = metadata?.name ?? '';
  at.enter('spec');
  if (spec?.manualSelector === true) manual(spec, at);
  else if (spec !== undefined && name !== '') generated(spec, name, at);
  at.leave();
  if (spec?.manualSelector !== true && name !== '' && !labelValue.accepts(name)) {
    // The server puts the name among the labels of the pods, and names those.
    at.reportAt(['spec', 'template', 'labels'], 'job/name-as-label', { found: name, length: name.length, max: 63 }, ['metadata', 'name']);
  }
};

/** The pod of the last index has the longest host name. */
const hostNames: Rule<Job> = ({ spec, metadata }, at) => {
  const { completionMode: mode, completions = 0 } = spec ?? {};
  const name = metadata?.name ?? '';
  const last = `${name}-${completions - 1}`;
  if (mode === 'Indexed' && completions > 0 && name !== '' && !dnsLabel.accepts(last)) at.reportAt(['metadata', 'name'], 'job/host-name', { found: name, last });
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/ */
export const job: Rule<Job> = kind(dnsSubdomain, selection, hostNames, objects<Job>({ spec: jobSpec }));
