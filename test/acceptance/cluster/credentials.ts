import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files by which the parts of a control plane know each other. */
export interface Credentials {
  readonly kubeconfig: string;
  readonly tokens: string;
  readonly serviceAccountKey: string;
  readonly certificates: string;
}

/** Writes the keys and the configuration of a cluster that lives only as long as this run. */
export function writeCredentials(folder: string, port: number): Credentials {
  const token = randomBytes(16).toString('hex');
  const certificates = join(folder, 'certs');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const write = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  return {
    certificates,
    serviceAccountKey: write('service-accounts.key', privateKey.export({ type: 'sec1', format: 'pem' }).toString()),
    tokens: write('tokens.csv', `${token},admin,admin,system:masters\n`),
    kubeconfig: write('kubeconfig', [
      'apiVersion: v1',
      'kind: Config',
      'clusters:',
      // The API server signs a certificate for itself when it starts.
      `- {name: acceptance, cluster: {server: "https://127.0.0.1:${port}", certificate-authority: "${join(certificates, 'apiserver.crt')}"}}`,
      `users: [{name: admin, user: {token: ${token}}}]`,
      'contexts: [{name: acceptance, context: {cluster: acceptance, user: admin}}]',
      'current-context: acceptance',
      '',
    ].join('\n')),
  };
}
