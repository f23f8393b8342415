import { type IpAddress, parseIp } from '../../core/ip-address';
import { type CelEnvironment, CelValueError } from './cel-value';

class CelIp {
  constructor(readonly address: IpAddress) {}
}

class CelCidr {
  constructor(readonly address: IpAddress, readonly prefixLength: number) {}
}

class CelIpFunctions {}

const loopback = { IPv4: range('127.0.0.0', 8), IPv6: range('::1', 128) };
const multicast = { IPv4: range('224.0.0.0', 4), IPv6: range('ff00::', 8) };
const linkLocalUnicast = { IPv4: range('169.254.0.0', 16), IPv6: range('fe80::', 10) };
const linkLocalMulticast = { IPv4: range('224.0.0.0', 24), IPv6: range('ff02::', 16) };

/**
 * The functions for addresses and ranges of addresses.
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cidr-library
 */
export function registerAddresses(cel: CelEnvironment): void {
  cel.registerType('net.IP', CelIp).registerType('net.CIDR', CelCidr).registerType('net.IPFunctions', CelIpFunctions);
  cel.registerConstant('ip', 'net.IPFunctions', new CelIpFunctions());
  registerIps(cel);
  registerCidrs(cel);
}

function registerIps(cel: CelEnvironment): void {
  cel.registerFunction('isIP(string): bool', (text: string) => parseIp(text) !== undefined);
  cel.registerFunction('ip(string): net.IP', readIp);
  cel.registerFunction('net.IPFunctions.isCanonical(string): bool', (_: CelIpFunctions, text: string) => textOf(readIp(text).address) === text);
  cel.registerFunction('string(net.IP): string', ({ address }: CelIp) => textOf(address));
  cel.registerFunction('net.IP.family(): int', ({ address }: CelIp) => family(address));
  const within = (ranges: typeof loopback) => ({ address }: CelIp) => contains(ranges[address.family], address);
  const isUnspecified = ({ address }: CelIp): boolean => address.value === 0n;
  cel.registerFunction('net.IP.isUnspecified(): bool', isUnspecified);
  cel.registerFunction('net.IP.isLoopback(): bool', within(loopback));
  cel.registerFunction('net.IP.isLinkLocalMulticast(): bool', within(linkLocalMulticast));
  cel.registerFunction('net.IP.isLinkLocalUnicast(): bool', within(linkLocalUnicast));
  const isBroadcast = ({ family: version, value }: IpAddress): boolean => version === 'IPv4' && value === 0xffffffffn;
  cel.registerFunction('net.IP.isGlobalUnicast(): bool', (ip: CelIp) =>
    !isUnspecified(ip) && !isBroadcast(ip.address) && !within(loopback)(ip) && !within(multicast)(ip) && !within(linkLocalUnicast)(ip));
  cel.registerOperator('net.IP == net.IP', (a: CelIp, b: CelIp) => a.address.family === b.address.family && a.address.value === b.address.value);
}

function registerCidrs(cel: CelEnvironment): void {
  cel.registerFunction('isCIDR(string): bool', (text: string) => parsePrefix(text) !== undefined);
  cel.registerFunction('cidr(string): net.CIDR', readCidr);
  cel.registerFunction('string(net.CIDR): string', (cidr: CelCidr) => `${textOf(cidr.address)}/${cidr.prefixLength}`);
  cel.registerFunction('net.CIDR.ip(): net.IP', ({ address }: CelCidr) => new CelIp(address));
  cel.registerFunction('net.CIDR.prefixLength(): int', ({ prefixLength }: CelCidr) => BigInt(prefixLength));
  cel.registerFunction('net.CIDR.masked(): net.CIDR', masked);
  cel.registerFunction('net.CIDR.containsIP(net.IP): bool', (cidr: CelCidr, { address }: CelIp) => contains(cidr, address));
  cel.registerFunction('net.CIDR.containsIP(string): bool', (cidr: CelCidr, text: string) => contains(cidr, readIp(text).address));
  const containsCidr = (outer: CelCidr, inner: CelCidr): boolean => inner.prefixLength >= outer.prefixLength && contains(outer, inner.address);
  cel.registerFunction('net.CIDR.containsCIDR(net.CIDR): bool', containsCidr);
  cel.registerFunction('net.CIDR.containsCIDR(string): bool', (outer: CelCidr, text: string) => containsCidr(outer, readCidr(text)));
  cel.registerOperator('net.CIDR == net.CIDR', (a: CelCidr, b: CelCidr) =>
    a.prefixLength === b.prefixLength && a.address.family === b.address.family && a.address.value === b.address.value);
}

function readIp(text: string): CelIp {
  const address = parseIp(text);
  if (address === undefined) throw new CelValueError(`"${text}" is no IP address`);
  return new CelIp(address);
}

function readCidr(text: string): CelCidr {
  const cidr = parsePrefix(text);
  if (cidr === undefined) throw new CelValueError(`"${text}" is no range of IP addresses`);
  return cidr;
}

/** Unlike in fields of Kubernetes' own, bits may be set behind the prefix. */
function parsePrefix(text: string): CelCidr | undefined {
  const [first = '', length = '', ...others] = text.split('/');
  const address = parseIp(first);
  if (address === undefined || others.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > bitsOf(address)) return undefined;
  return new CelCidr(address, Number(length));
}

function range(first: string, prefixLength: number): CelCidr {
  return new CelCidr(parseIp(first)!, prefixLength);
}

function masked({ address, prefixLength }: CelCidr): CelCidr {
  const shift = BigInt(bitsOf(address) - prefixLength);
  return new CelCidr({ family: address.family, value: (address.value >> shift) << shift }, prefixLength);
}

function contains({ address, prefixLength }: CelCidr, other: IpAddress): boolean {
  if (address.family !== other.family) return false;
  const shift = BigInt(bitsOf(address) - prefixLength);
  return address.value >> shift === other.value >> shift;
}

function family({ family: version }: IpAddress): bigint {
  return version === 'IPv4' ? 4n : 6n;
}

function bitsOf({ family: version }: IpAddress): number {
  return version === 'IPv4' ? 32 : 128;
}

/** An address as it is written everywhere: of IPv6, the longest run of zeros is left out. */
function textOf({ family: version, value }: IpAddress): string {
  if (version === 'IPv4') return [24n, 16n, 8n, 0n].map((at) => (value >> at) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(16 * (7 - index))) & 0xffffn).toString(16));
  let [start, length] = [0, 1];
  for (let index = 0; index < groups.length; index++) {
    let end = index;
    while (end < groups.length && groups[end] === '0') end++;
    if (end - index > length) [start, length] = [index, end - index];
  }
  return length < 2 ? groups.join(':') : `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
