import type { WindowsSecurityContextOptions } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkText } from '../core/checks';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';

const fields: ReadonlySet<string> = new Set(['gmsaCredentialSpec', 'gmsaCredentialSpecName', 'hostProcess', 'runAsUserName']);
const maxCredentialSpec = 64 * 1024;
const maxDomain = 255;
const maxUser = 104;
const netBiosName = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const dnsName = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const userName = /^(?![. ]+$)[^"/\\:;|=,+*?<>@[\]]+$/;

const control = /[\u0000-\u001f\u007f]/;

/**
 * Reports what the API server refuses.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
 */
export function normalizeWindowsOptions(problems: Problems, input: unknown): WindowsSecurityContextOptions | undefined {
  if (!checkMap(problems, input, 'a map of Windows options')) return undefined;
  checkFields(problems, input, fields);
  const { gmsaCredentialSpec, gmsaCredentialSpecName, hostProcess, runAsUserName } = input;
  const well = [
    gmsaCredentialSpecName === undefined || checkName(problems.at('gmsaCredentialSpecName'), dnsSubdomain, 'name', gmsaCredentialSpecName),
    gmsaCredentialSpec === undefined || checkCredentialSpec(problems.at('gmsaCredentialSpec'), gmsaCredentialSpec),
    hostProcess === undefined || checkBoolean(problems.at('hostProcess'), hostProcess),
    runAsUserName === undefined || checkUser(problems.at('runAsUserName'), runAsUserName),
  ].every(Boolean);
  return well ? (input) : undefined;
}

function checkCredentialSpec(problems: Problems, value: unknown): boolean {
  if (!checkText(problems, value)) return false;
  const bytes = Buffer.byteLength(value);
  if (bytes <= maxCredentialSpec) return true;
  problems.report('value/wrong-type', { expected: `a text of at most ${maxCredentialSpec} bytes`, found: value });
  return false;
}

/** `user` or `domain\user`. */
function checkUser(problems: Problems, value: unknown): boolean {
  if (!checkText(problems, value, 'the name of a Windows user')) return false;
  const parts = value.split('\\');
  const user = parts.at(-1)!;
  const domain = parts.length === 2 ? parts[0] : undefined;
  const well = parts.length <= 2 && !control.test(value) && user.length <= maxUser && userName.test(user)
    && (domain === undefined || (domain.length <= maxDomain && (netBiosName.test(domain) || dnsName.test(domain))));
  if (!well) {
    problems.report('name/invalid', {
      what: 'Windows user',
      found: value,
      rule: `expected user or domain\\user, the user of at most ${maxUser} characters without any of " / \\ : ; | = , + * ? < > @ [ ]`,
    });
  }
  return well;
}
