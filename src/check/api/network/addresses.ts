import type { IpAddress } from '../../../core/ip-address';
import type { Rule } from '../../rule/rules';
import { ip, readIp } from '../shared/ip';

/** What kind of address it is that no other machine can be reached by; `undefined` for all others. */
function special({ family, value }: IpAddress): 'unspecified' | 'loopback' | 'link-local' | 'link-local multicast' | undefined {
  if (value === 0n) return 'unspecified';
  if (family === 'IPv4' ? value >> 24n === 127n : value === 1n) return 'loopback';
  if (family === 'IPv4' ? value >> 16n === 0xa9fen : value >> 118n === 0x3fan) return 'link-local';
  const isMulticast = family === 'IPv4' ? value >> 8n === 0xe00000n : value >> 120n === 0xffn && ((value >> 112n) & 0xfn) === 2n;
  return isMulticast ? 'link-local multicast' : undefined;
}

/** An address that other machines can be reached by. */
export const reachableIp: Rule<string> = (found, at) => {
  const address = readIp(found);
  const range = address === undefined ? undefined : special(address);
  if (range !== undefined) at.report('api/special-ip', { found, range });
};

/** An address of an endpoint: any that is no special one. */
export const endpointIp: Rule<string> = (found, at) => {
  ip(found, at);
  reachableIp(found, at);
};
