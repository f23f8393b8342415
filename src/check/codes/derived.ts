import type { Phrase } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { bare, show } from '../../core/show';
import { derivedExamples } from './examples/derived';
import { broken, fragile, noteworthy } from './rule-facts';

const names = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';
const statefulSets = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';

/** What controllers make of names and labels, and what server-side apply tells apart by name. */
export const derivedCodes = {
  'derived-name/too-long': broken<{ what: Phrase; name: string; length: number; max: number }>({
    title: 'A name that a controller makes of the name of the object is longer than Kubernetes allows.',
    why: 'The API server accepts the object, and refuses every pod, claim or label that the controller makes.',
    see: names,
    message: ({ what, name, length, max }) => `${what} ${show(name)} would have ${length} characters, expected at most ${max}`,
    help: () => 'shorten the name',
    example: derivedExamples.tooLong,
  }),
  'derived-name/cut': noteworthy<{ length: number; max: number }>({
    title: 'The pods of a Deployment have a cut name.',
    why: 'Names of pods end where 63 characters do, so that their host names and their ReplicaSet are hard to tell.',
    see: names,
    message: ({ length, max }) => `the name has ${length} characters: with more than ${max}, the names of its pods are cut`,
    help: () => 'shorten the name if people or programs read the names of the pods',
    example: derivedExamples.cut,
  }),
  'derived-name/taken': broken<{ name: string; other: ObjectId }>({
    title: 'An object has the name of one that a controller makes.',
    why: 'The controller cannot make its own, or takes the object for its own.',
    see: `${statefulSets}#pod-identity`,
    message: ({ name, other }) => `${formatObjectId(other)} makes a Pod ${show(name)} itself`,
    help: () => 'give one of them another name',
    example: derivedExamples.taken,
  }),
  'derived-name/overwritten': fragile<{ other: ObjectId }>({
    title: 'Addresses that are given by hand belong to a Service that selects pods.',
    why: 'The endpoints controller writes the addresses of the pods over them.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
    message: ({ other }) => `${formatObjectId(other)} has a selector: its addresses are those of the pods`,
    help: () => 'remove the selector from the Service, or these addresses',
    example: derivedExamples.overwritten,
  }),
  'endpoints/service-missing': fragile<{ service: ObjectId }>({
    title: 'Addresses belong to a Service that is not there.',
    why: 'Nobody reaches them: traffic goes to Services.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
    message: ({ service }) => `there is no ${formatObjectId(service)} in this bundle`,
    help: () => 'define a Service of that name without a selector, or declare it under "external"',
    example: derivedExamples.endpointsService,
  }),
  'derived-label/overwritten': fragile<{ label: string; kind: Phrase }>({
    title: 'Pods have a label that the controller sets itself.',
    why: 'It writes its own value over the one that is given; a selector that asks for the given one finds no pods.',
    see: 'https://kubernetes.io/docs/reference/labels-annotations-taints/',
    message: ({ label, kind }) => `label ${bare(label)} is set by the controller of the ${kind}`,
    help: () => 'remove it',
    example: derivedExamples.label,
  }),
  'apply/duplicate': broken<{ what: Phrase; key: string; first: number }>({
    title: 'Two items of a list are one for server-side apply.',
    why: 'A plain create accepts them, with a warning, and the last one counts; server-side apply refuses the object, and updates by patch lose one.',
    see: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
    message: ({ what, key, first }) => `${what} ${bare(key)} is given twice, first as item ${first}`,
    help: () => 'remove one of the two',
    example: derivedExamples.applyDuplicate,
  }),
};
