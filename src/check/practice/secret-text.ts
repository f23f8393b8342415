import { soundsSecret } from '../../core/secret-words';

/** Longer texts are data, and would take time. */
const longest = 100_000;
const privateKey = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
/** Tokens that say of themselves what they are. */
const knownToken = /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,}|glpat-[\w-]{20}|xox[abprs]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{16,}|npm_[A-Za-z0-9]{36})/;
/** A user and a password in front of a host; neither is a placeholder. */
const urlPassword = /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/${}<>]{0,100}:([^\s:@/${}<>]{1,200})@[^\s@]/i;
/** `db.password = value` on a line of a configuration file. */
const setting = /^[ \t]*["']?([\w.-]{0,60}(?:password|passwd|passphrase|secret|(?:secret|api|access|private)[_-]?key|token))["']?[ \t]*[=:][ \t]*(\S.*)$/gim;
const ownWord = /^(?:true|false|yes|no|on|off|null|none|nil|~|[0-9]{1,4}|changeme|required|optional)$/i;
/** A value that is found out later: a variable, a template, a file. */
const placeholder = /^["']?(?:\$|\{\{|<|%|@|&|\*|!|\/|file:|env:|vault:|\[|\{|\||>|__\w+__)/;

/** A line of a program that calls something. */
const call = /^[\w.]+\(.*\)/;

/** What of a value is a secret, in words; `undefined` where nothing is. */
export function secretIn(name: string, value: string): string | undefined {
  if (value.length > longest) return undefined;
  if (value.includes('PRIVATE KEY') && privateKey.test(value)) return 'a private key';
  if (soundsSecret(name) && !value.includes('\n') && isLiteral(value)) return 'what sounds like a secret';
  if (value.includes('://') && value.includes('@') && urlPassword.test(value)) return 'a URL with a password';
  if (knownToken.test(value)) return 'an access token';
  return undefined;
}

/** What of a file is a secret, in words: as `secretIn`, and also settings such as `db.password=…`. */
export function secretInFile(name: string, value: string): string | undefined {
  const found = secretIn(name, value);
  if (found !== undefined || value.length > longest || !value.includes('\n')) return found;
  for (const [, key, text] of value.matchAll(setting)) {
    if (!soundsSecret(key!) || call.test(text!)) continue;
    if (isLiteral(text!.replace(/[ \t]*[,;]?[ \t]*(?:#.*)?$/, ''))) return `the setting ${key!}`;
  }
  return undefined;
}

function isLiteral(value: string): boolean {
  const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  return bare !== '' && !ownWord.test(bare) && !placeholder.test(bare);
}
