import { formatObjectId, type ObjectId } from '../../core/object-id';
import { didYouMean } from '../../core/codes/code';
import { show } from '../../core/show';
import { advice } from './rule-facts';

const annotations = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/';

/** Findings about the acceptance of findings. */
export const suppressionCodes = {
  'suppression/unused': advice<{ suppressed: string }>({
    title: 'A finding is suppressed that is not there.',
    why: 'It was mended, or its name is another one; left behind, the suppression hides the next finding of its kind.',
    see: annotations,
    message: ({ suppressed }) => `nothing here is found that ${show(suppressed)} means`,
    help: () => 'remove the suppression',
    example: {
      wrong: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          annotations:
            kubeloom.dev/suppress.practice.clear-text-secret: it opens nothing
        data:
          LOG_LEVEL: info
      `,
      right: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          LOG_LEVEL: info
      `,
    },
  }),
  'suppression/no-reason': advice<{ suppressed: string }>({
    title: 'A finding is suppressed without a reason.',
    why: 'Who reads it later cannot tell an accepted risk from an old mistake, so such a suppression counts for nothing.',
    see: annotations,
    message: ({ suppressed }) => `the suppression of ${show(suppressed)} gives no reason`,
    help: () => 'write why the finding is accepted',
    example: {
      wrong: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          annotations:
            kubeloom.dev/suppress.practice.clear-text-secret: ""
        data:
          DB_PASSWORD: not-for-everybody
      `,
      right: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          annotations:
            kubeloom.dev/suppress.practice.clear-text-secret: a database on the laptop of whoever runs the demo
        data:
          DB_PASSWORD: not-for-everybody
      `,
    },
  }),
  'suppression/unknown': advice<{ suppressed: string; nearest?: string | undefined }>({
    title: 'A finding is suppressed that no rule reports.',
    why: 'The name is misspelt, so the finding is still there.',
    see: annotations,
    message: ({ suppressed }) => `there is no code ${show(suppressed)}`,
    help: ({ nearest }) => didYouMean(nearest, 'write the code as the report shows it'),
  }),
  'suppression/unused-baseline': advice<{ suppressed: string; object?: ObjectId | undefined }>({
    title: 'The baseline accepts a finding that is not there.',
    why: 'It was mended; left behind, the entry hides the next finding of its kind.',
    see: annotations,
    message: ({ suppressed, object }) =>
      `the baseline accepts ${show(suppressed)}${object === undefined ? '' : ` of ${formatObjectId(object)}`}, which is not found`,
    help: () => 'remove the entry, or write the baseline anew: kubeloom check --write-baseline',
  }),
};
