/** Parts of names whose values nobody shall read: `DB_PASSWORD`, `apiKey`, `private-key`. */
const secretPart = /pass(?:word|wd|phrase|code)|(?:^|[^a-z])pass(?:$|[^a-z])|pgpass|secret|token|credential|api[-_. ]?key|(?:private|signing|encryption|access)[-_. ]?key/i;
/** Names that say something about a secret, and are none: where its file is, how long it lives. */
const aboutSecret = new RegExp(
  '(?:file|files|path|dir|folder|mount|name|namespace|ref|id|url|uri|host|endpoint|ttl|expiry|expiration|expires|lifetime|length|size|count|min|max'
  + '|enabled|disabled|required|type|policy|method|mode|algorithm|issuer|audience|provider|header|rotation|interval|timeout|seconds|version)$', 'i',
);

/** Names of Secrets, which settings say in place of what is in them: `credentialsSecret`, `default-tls-secret`. */
const secretObject = /(?:credentials?|tls|cert(?:ificate)?|pull)[-_.]?secret$/i;

/** Whether a value of this name is most likely a secret. */
export function soundsSecret(name: string): boolean {
  return secretPart.test(name) && !aboutSecret.test(name) && !secretObject.test(name);
}

/** Whether a line of a text may show a secret: it names one, whatever it says of it. */
export function mentionsSecret(line: string): boolean {
  return secretPart.test(line);
}
