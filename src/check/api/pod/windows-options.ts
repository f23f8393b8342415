import type { WindowsSecurityContextOptions } from '../../../../generated/kubernetes';
import { fields, type Rule } from '../../rule/rules';
import { byteLength, dnsSubdomain } from '../shared/names';

const specification: Rule<string> = (found, at) => {
  const length = byteLength(found);
  if (length === 0) at.report('api/invalid', { found, expected: 'a text that is not empty' });
  else if (length > 64 * 1024) at.report('api/invalid', { found, expected: 'at most 64 KiB' });
};

const controlCharacter = /[\u0000-\u001f\u007f]/;
const netBiosDomain = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const dnsDomain = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const badInUser = /["/\\:;|=,+*?<>@[\]]/;

/** What is wrong with `[domain\\]user`, of all that is. */
function brokenUserName(name: string): string | undefined {
  if (name === '') return 'a name that is not empty';
  if (controlCharacter.test(name)) return 'no control characters';
  const parts = name.split('\\');
  if (parts.length > 2) return 'one backslash at most';
  const user = parts.at(-1)!;
  const domain = parts.length === 2 ? parts[0]! : undefined;
  if (domain !== undefined && (byteLength(domain) >= 256 || !(netBiosDomain.test(domain) || dnsDomain.test(domain)))) return 'the name of a domain before the backslash';
  if (user === '') return 'a name of a user behind the backslash';
  if (byteLength(user) > 104) return 'a name of at most 104 characters';
  if (/^[. ]+$/.test(user)) return 'more than dots and blanks';
  return badInUser.test(user) ? 'none of the characters " / \\ : ; | = , + * ? < > @ [ ]' : undefined;
}

const userName: Rule<string> = (found, at) => {
  const rule = brokenUserName(found);
  if (rule !== undefined) at.report('api/windows-user', { found, rule });
};

/** Who a process on Windows is. */
export const windowsOptions: Rule<WindowsSecurityContextOptions> = fields<WindowsSecurityContextOptions>({
  gmsaCredentialSpecName: dnsSubdomain,
  gmsaCredentialSpec: specification,
  runAsUserName: userName,
});
