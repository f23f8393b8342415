import { isMissing } from './checks';
import type { Problems } from './problems';

/** An IP address as a number. */
export interface IpAddress {
  readonly family: 'IPv4' | 'IPv6';
  readonly value: bigint;
}

/** A range of IP addresses. */
export interface Cidr extends IpAddress {
  readonly prefixLength: number;
}

const octet = /^(0|[1-9]\d{0,2})$/;
const group = /^[0-9a-f]{1,4}$/i;

/** Reads an IP address as Kubernetes 1.36 does: no leading zeros, no zone, no IPv4 address dressed up as IPv6. */
export function parseIp(text: string): IpAddress | undefined {
  const address = parseMappedIp(text);
  return address?.family === 'IPv6' && address.value >> 32n === 0xffffn ? undefined : address;
}

/** As `parseIp`, but an IPv4 address may be dressed up as IPv6 (`::ffff:10.0.0.1`). */
export function parseMappedIp(text: string): IpAddress | undefined {
  const family = text.includes(':') ? 'IPv6' : 'IPv4';
  const value = family === 'IPv6' ? ipv6Value(text) : ipv4Value(text);
  return value === undefined ? undefined : { family, value };
}

/** Reads a range of addresses as Kubernetes 1.36 does: as `parseIp`, and no bits set behind the prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseIp(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !octet.test(length)) return undefined;
  const bits = address.family === 'IPv4' ? 32 : 128;
  const prefixLength = Number(length);
  if (prefixLength > bits) return undefined;
  const host = (1n << BigInt(bits - prefixLength)) - 1n;
  return (address.value & host) === 0n ? { ...address, prefixLength } : undefined;
}

/** Whether one range lies inside another and is smaller. */
export function liesWithin(inner: Cidr, outer: Cidr): boolean {
  if (inner.family !== outer.family || inner.prefixLength <= outer.prefixLength) return false;
  const shift = BigInt((outer.family === 'IPv4' ? 32 : 128) - outer.prefixLength);
  return inner.value >> shift === outer.value >> shift;
}

/** Reports anything but an IP address that every supported release accepts. */
export function checkIp(problems: Problems, value: unknown): value is string {
  if (typeof value === 'string' && parseIp(value) !== undefined) return true;
  if (isMissing(problems, value)) return false;
  problems.report('address/invalid', { expected: 'an IP address such as 10.0.0.1 or 2001:db8::1, without leading zeros', found: value });
  return false;
}

/** Reports anything but an address range that every supported release accepts. */
export function checkCidr(problems: Problems, value: unknown): value is string {
  if (typeof value === 'string' && parseCidr(value) !== undefined) return true;
  if (isMissing(problems, value)) return false;
  problems.report('address/invalid', {
    expected: 'an address range such as 10.0.0.0/8 or 2001:db8::/64, with no bits set behind the prefix',
    found: value,
    nearest: typeof value === 'string' ? repairedCidr(value) : undefined,
  });
  return false;
}

/** The range that a text most likely meant: the network of `10.1.2.3/8`, the single address of `10.1.2.3`. */
function repairedCidr(text: string): string | undefined {
  const [address = '', length] = text.split('/');
  const ip = parseIp(address);
  if (ip?.family !== 'IPv4') return undefined;
  if (length === undefined) return `${address}/32`;
  if (!octet.test(length) || Number(length) > 32) return undefined;
  const shift = BigInt(32 - Number(length));
  const network = (ip.value >> shift) << shift;
  return `${[24n, 16n, 8n, 0n].map((at) => (network >> at) & 255n).join('.')}/${length}`;
}

function ipv4Value(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!octet.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function ipv6Value(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...new Array<bigint>(8 - given).fill(0n), ...tail];
  // An IPv4 tail is legal only at the very end.
  if (text.includes('.') && text.lastIndexOf('.') < text.lastIndexOf(':')) return undefined;
  return groups.reduce((value, part) => (value << 16n) | part, 0n);
}

/** The 16-bit groups of one side of the `::`; an IPv4 address at its end counts as two. */
function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  for (const part of text.split(':')) {
    if (part.includes('.')) {
      const value = ipv4Value(part);
      if (value === undefined) return undefined;
      groups.push(value >> 16n, value & 0xffffn);
    } else if (group.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
