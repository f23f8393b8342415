import { didYouMean } from '../../core/codes/code';
import { listed, show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { refused } from './rule-facts';

const devices = 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/';

/** What the API server says about devices and claims to them. */
export const apiDeviceCodes = {
  'api/attribute-name': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'The name of an attribute or capacity of a device has another form.',
    why: 'Such names stand in expressions: an identifier of 32 characters at most, behind the domain of whoever defined it.',
    see: devices,
    message: ({ found }) => `expected [domain/]identifier, found ${show(found)}`,
    help: () => 'use a name such as gpu.example.com/model',
    example: { wrong: 'matchAttribute: model', right: 'matchAttribute: gpu.example.com/model' },
  }),
  'device/unknown-request': refused<{ found: string; known: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'A constraint or configuration speaks of a request that the claim does not have.',
    why: 'It could never apply.',
    see: devices,
    message: ({ found, known }) => `there is no request ${show(found)}, only ${listed(known)}`,
    help: ({ found, known }) => didYouMean(nearest(found, known), 'use the name of a request, with "/" and the name of an alternative behind it, if any'),
  }),
  'device/attribute': refused<{ count: number }>({
    reason: 'FieldValueInvalid',
    title: 'An attribute of a device has no value, or several.',
    why: 'Expressions compare one value of one type.',
    see: devices,
    message: ({ count }) => `expected exactly one value, found ${count}`,
    help: () => 'set one of bool, int, string and version',
  }),
};
