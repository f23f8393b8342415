import { type Cidr, type IpAddress, parseMappedIp } from '../../../core/ip-address';
import type { Rule } from '../../rule/rules';

const leadingZeros = /(^|[.:])0+(?=[0-9a-fA-F])/g;
const digits = /^[0-9]+$/;

/**
 * Reads an address as the server did before it was strict: zeros may lead every part, and an IPv4 address may be dressed up as
 * IPv6, of which it then is no part.
 */
export function readIp(text: string): IpAddress | undefined {
  const address = parseMappedIp(text.replace(leadingZeros, '$1'));
  return address?.family === 'IPv6' && address.value >> 32n === 0xffffn ? { family: 'IPv4', value: address.value & 0xffff_ffffn } : address;
}

/** Reads a range as the server did before it was strict: as `readIp`, and bits may be set behind the prefix. */
export function readCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const written = text.slice(0, slash);
  const address = readIp(written);
  const length = text.slice(slash + 1);
  if (address === undefined || !digits.test(length)) return undefined;
  const prefixLength = Number(length);
  return prefixLength > (written.includes(':') ? 128 : 32) ? undefined : { ...address, prefixLength };
}

const manyZeros = /(^|[.:])0[0-9a-f]{4,}/i;

/** Whether an address that `readIp` reads is one without leading zeros and without disguise. */
function isStrict(text: string): boolean {
  const mapped = text.includes(':') && readIp(text)?.family === 'IPv4';
  if (mapped || manyZeros.test(text)) return false;
  const quad = text.slice(text.lastIndexOf(':') + 1);
  return !quad.includes('.') || !/(^|\.)0[0-9]/.test(quad);
}

/** The spelling that the server itself would use. @see https://www.rfc-editor.org/rfc/rfc5952 */
export function canonicalIp({ family, value }: IpAddress): string {
  if (family === 'IPv4') return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  let [start, length] = [-1, 1];
  for (let index = 0; index < 8; index++) {
    let end = index;
    while (end < 8 && groups[end] === '0') end++;
    if (end - index > length) [start, length] = [index, end - index];
    index = Math.max(index, end - 1);
  }
  return start < 0 ? groups.join(':') : `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The range in the spelling of the server, without bits behind the prefix. */
export function canonicalCidr({ family, value, prefixLength }: Cidr): string {
  const shift = BigInt(Math.max(0, (family === 'IPv4' ? 32 : 128) - prefixLength));
  return `${canonicalIp({ family, value: (value >> shift) << shift })}/${prefixLength}`;
}

/** An address of a field that is older than strict addresses, which began with Kubernetes 1.36. */
export const ip: Rule<string> = (found, at) => {
  const address = readIp(found);
  if (address === undefined) at.report('api/ip', { found });
  else if (at.minor >= 36 && !isStrict(found)) at.report('api/ip', { found, better: canonicalIp(address) });
};

/** An address of a newer field: in the one spelling that the server uses itself, from Kubernetes 1.33 on. */
export const canonicalIpText: Rule<string> = (found, at) => {
  const address = readIp(found);
  if (address === undefined) at.report('api/ip', { found });
  else if (at.minor >= 33 && found !== canonicalIp(address)) at.report('api/ip', { found, better: canonicalIp(address) });
};

/** A range of a field that is older than strict ranges, which began with Kubernetes 1.36. */
export const cidr: Rule<string> = (found, at) => {
  const range = readCidr(found);
  if (range === undefined) at.report('api/cidr', { found });
  else if (at.minor >= 36 && !isStrictCidr(found, range)) at.report('api/cidr', { found, better: canonicalCidr(range) });
};

function isStrictCidr(text: string, range: Cidr): boolean {
  const [address = '', length = ''] = text.split('/');
  const shift = BigInt((range.family === 'IPv4' ? 32 : 128) - range.prefixLength);
  return isStrict(address) && String(range.prefixLength) === length && (range.value >> shift) << shift === range.value;
}
