import { didYouMean } from '../../core/codes/code';
import { show } from '../../core/show';
import { refused } from './rule-facts';

/** What the API server says about addresses. */
export const apiAddressCodes = {
  'api/ip': refused<{ found: string; better?: string | undefined }>({
    reason: 'FieldValueInvalid',
    title: 'A text is no IP address.',
    why: 'The API server refuses it. From 1.36 on it refuses what programs read in different ways, too: zeros before a number, and IPv4 addresses in the form of IPv6.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/',
    message: ({ found, better }) => `expected an IP address${better === undefined ? '' : ' in its plain form'}, found ${show(found)}`,
    help: ({ better }) => didYouMean(better, 'use an address such as 10.0.0.1 or 2001:db8::1'),
    example: { wrong: 'clusterIP: 10.0.0.256', right: 'clusterIP: 10.0.0.25' },
  }),
  'api/cidr': refused<{ found: string; better?: string | undefined }>({
    reason: 'FieldValueInvalid',
    title: 'A text is no range of IP addresses.',
    why: 'The API server refuses it. From 1.36 on it refuses ranges with bits set behind the prefix, too.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    message: ({ found, better }) => `expected a range of addresses${better === undefined ? '' : ' with nothing set behind its prefix'}, found ${show(found)}`,
    help: ({ better }) => didYouMean(better, 'use a range such as 10.0.0.0/8 or 2001:db8::/64'),
    example: { wrong: 'cidr: 10.1.2.3', right: 'cidr: 10.1.2.3/32' },
  }),
};
