import { join } from 'node:path';
import { defineCommand } from '../command';
import { EXIT } from '../failure';
import { packageVersion } from '../package-version';

export const version = defineCommand({
  name: 'version',
  summary: 'show the version of kubeloom, and of what it works with',
  options: {
    json: { type: 'flag', summary: 'as JSON', setting: false },
  },
  examples: [{ command: 'version', does: 'show the versions' }],
  run({ io, options }) {
    const versions = {
      kubeloom: packageVersion(),
      cdk8s: installedVersion('cdk8s', io.cwd),
      constructs: installedVersion('constructs', io.cwd),
      node: process.versions.node,
      kubernetes: (require('../../schema/releases') as typeof import('../../schema/releases')).RELEASES,
    };
    if (options.json === true) {
      io.stdout.write(`${JSON.stringify(versions, undefined, 2)}\n`);
      return EXIT.clean;
    }
    const lines = Object.entries(versions).map(([name, value]) => `${name.padEnd(11)}${typeof value === 'object' ? value.join(', ') : value ?? 'not found here'}`);
    io.stdout.write(`${lines.join('\n')}\n`);
    return EXIT.clean;
  },
});

/** The version that a program in a folder would load. */
function installedVersion(name: string, folder: string): string | undefined {
  try {
    const { createRequire } = require('node:module') as typeof import('node:module');
    return (createRequire(join(folder, 'main.js'))(`${name}/package.json`) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}
