import { RELEASES } from '../../schema/releases';
import { defineCommand } from '../command';
import { EXIT, UsageError } from '../failure';

export const explain = defineCommand({
  name: 'explain',
  summary: 'say what a diagnostic means, or what a field of Kubernetes is',
  arguments: [{ name: 'TOPIC', summary: 'a code such as secret/key-missing, or a field such as statefulset.spec.updateStrategy', completes: topics }],
  options: {
    kubernetes: { type: 'choice', choices: RELEASES, default: RELEASES[0], summary: 'the release whose fields are explained', setting: false },
    apiVersion: { type: 'text', value: 'VERSION', defaultText: 'the stable one', summary: 'for a kind that several groups or versions have: apps/v1', setting: false },
  },
  examples: [
    { command: 'explain secret/trailing-newline', does: 'what the code means, an example, and the example mended' },
    { command: 'explain sts.spec.updateStrategy', does: 'type, values, default, releases, and what our definitions call it' },
    { command: 'explain pod.spec.containers --kubernetes 1.31', does: 'the fields of a container in an older release' },
  ],
  run({ io, args: [topic = ''], options, style }) {
    const { explainCode, nearestCode } = require('../explain/explain-code') as typeof import('../explain/explain-code');
    let text: string | undefined;
    if (topic.includes('/')) {
      text = explainCode(topic, style);
      const near = text === undefined ? nearestCode(topic) : undefined;
      if (text === undefined) throw new UsageError(`no diagnostic code ${JSON.stringify(topic)}`, near === undefined ? 'docs/diagnostics.md, docs/rules/ and docs/plan-codes.md list all of them' : `did you mean ${near}?`);
    } else {
      const { explainField } = require('../explain/explain-field') as typeof import('../explain/explain-field');
      text = explainField(topic, options.kubernetes, options.apiVersion, style);
    }
    io.stdout.write(`${text}\n`);
    return EXIT.clean;
  },
});

function topics(): readonly string[] {
  const { allCodes } = require('../explain/explain-code') as typeof import('../explain/explain-code');
  return [...allCodes().keys()];
}
