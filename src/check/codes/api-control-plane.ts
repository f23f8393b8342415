import type { Phrase } from '../../core/codes/code';
import { alternatives, listed, show } from '../../core/show';
import { refused } from './rule-facts';

const webhooks = 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/';
const flowControl = 'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/';
const certificates = 'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/';

/** What the API server says about objects that configure the control plane. */
export const apiControlPlaneCodes = {
  'api/wildcard': refused<{ wildcard: string }>({
    reason: 'FieldValueInvalid',
    title: 'A wildcard stands beside what it covers.',
    why: 'The API server refuses lists in which items say the same thing twice.',
    see: `${webhooks}#matching-requests-rules`,
    message: ({ wildcard }) => `${show(wildcard)} covers other items of the list`,
    help: ({ wildcard }) => `keep ${show(wildcard)} alone, or remove it`,
    example: { wrong: 'operations: ["*", CREATE]', right: 'operations: ["*"]' },
  }),
  'api/expression': refused<{ problem: string }>({
    reason: 'FieldValueInvalid',
    title: 'An expression in CEL cannot be compiled.',
    why: 'The API server compiles expressions before it stores them.',
    see: 'https://kubernetes.io/docs/reference/using-api/cel/',
    message: ({ problem }) => problem,
    help: () => 'mend the expression',
    example: {
      wrong: 'validations:\n  - expression: object.spec.replicas =< 5\n',
      right: 'validations:\n  - expression: object.spec.replicas <= 5\n',
    },
  }),
  'api/longer-than': refused<{ length: number; max: number }>({
    reason: 'FieldValueInvalid',
    title: 'A text is longer than its field can be.',
    why: 'The API server refuses the object.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    message: ({ length, max }) => `expected at most ${max} bytes, found ${length}`,
    help: ({ max }) => `shorten it to ${max} bytes`,
  }),
  'event/namespace': refused<{ found: string; expected: string }>({
    reason: 'FieldValueInvalid',
    title: 'An event is in another namespace than the object that it is about.',
    why: 'Who looks for the events of an object looks in its namespace.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/',
    message: ({ found, expected }) => `the event is in ${show(expected)}, its object in ${found === '' ? 'none' : show(found)}`,
    help: () => 'put the event into the namespace of the object; events of cluster-wide objects go to "default"',
  }),
  'node/cidrs-unreadable': refused<Record<string, never>>({
    reason: 'InternalError',
    title: 'The address ranges of a node cannot be compared, since one of them is wrong.',
    why: 'The API server reports the range and the list; it is one mistake.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
    message: () => 'one of the ranges cannot be read',
    help: () => 'mend the range',
  }),
  'flow-control/exempt': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'Something else than the object "exempt" exempts requests from all limits.',
    why: 'The API server knows one priority level and one flow schema of that kind, and they are called "exempt".',
    see: `${flowControl}#mandatory-configuration-objects`,
    message: () => 'only the object named "exempt" can exempt requests from all limits, and does so always',
    help: () => 'use a matching precedence above 1 and the type Limited',
  }),
  'flow-control/hand': refused<{ queues: number; handSize: number }>({
    reason: 'FieldValueInvalid',
    title: 'Flows are dealt to more hands of queues than the API server can tell apart.',
    why: 'The server has 60 bits for the choice of queues.',
    see: `${flowControl}#prioritylevelconfiguration`,
    message: ({ queues, handSize }) => `expected at most 60 bits to choose ${handSize} of ${queues} queues`,
    help: () => 'lower handSize or queues',
  }),
  'webhook/client': refused<{ both: boolean }>({
    reason: 'FieldValueRequired',
    title: 'A webhook has no address, or two.',
    why: 'The API server would not know whom to ask.',
    see: `${webhooks}#contacting-the-webhook`,
    message: ({ both }) => (both ? 'only one of "service" and "url" can be given' : '"service" or "url" is missing'),
    help: ({ both }) => (both ? 'keep one of them' : 'set service, or url'),
    example: { wrong: 'clientConfig: {}', right: 'clientConfig:\n  service:\n    name: guard\n    namespace: guard' },
  }),
  'webhook/url': refused<{ found: string; expected: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'The address of a webhook is none that the API server would call.',
    why: 'It calls by https, and adds nothing of its own to the address.',
    see: `${webhooks}#url`,
    message: ({ found, expected }) => `expected ${expected} in the address, found ${show(found)}`,
    help: () => 'use an address such as https://guard.example.com/check',
    example: { wrong: 'url: http://guard.example.com', right: 'url: https://guard.example.com' },
  }),
  'webhook/no-url': refused<{ found: string }>({
    reason: 'FieldValueRequired',
    title: 'The address of a webhook cannot be read.',
    why: 'The API server would not know whom to ask.',
    see: `${webhooks}#url`,
    message: ({ found }) => `expected an address, found ${show(found)}`,
    help: () => 'use an address such as https://guard.example.com/check',
  }),
  'webhook/review-versions': refused<{ found: readonly string[]; known: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'A webhook speaks no version that the API server speaks, too.',
    why: 'Requests of that webhook could not be asked about.',
    see: `${webhooks}#webhook-request-and-response`,
    message: ({ found, known }) => `expected ${alternatives(known)} among ${listed(found)}`,
    help: ({ known }) => `add ${show(known[0]!)}`,
    example: { wrong: 'admissionReviewVersions: [v2]', right: 'admissionReviewVersions: [v1]' },
  }),
  'certificate/request': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A request for a certificate is none.',
    why: 'A signer needs a PKCS#10 request in PEM form.',
    see: `${certificates}#create-certificatessigningrequest`,
    message: () => 'expected a block "CERTIFICATE REQUEST" in PEM form, coded in base64',
    help: () => 'make it with `openssl req -new`, and code it with `base64`',
  }),
  'certificate/bundle': refused<{ problem: 'none' | 'no-authority' | 'twice' }>({
    reason: 'FieldValueInvalid',
    title: 'A trust bundle holds something else than certificates of authorities, each once.',
    why: 'Pods trust whatever these certificates signed.',
    see: `${certificates}#cluster-trust-bundles`,
    message: ({ problem }) => bundleProblems[problem],
    help: () => 'give the certificates of the authorities in PEM form, each once',
  }),
};

const bundleProblems = {
  none: 'expected one certificate at least',
  'no-authority': 'expected certificates of authorities alone',
  twice: 'a certificate is there twice',
} as const;
