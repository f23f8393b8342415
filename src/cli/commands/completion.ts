import { defineCommand } from '../command';
import { EXIT, UsageError } from '../failure';

const shells = ['bash', 'zsh', 'fish'] as const;

export const completion = defineCommand({
  name: 'completion',
  summary: 'print what completes this command in a shell',
  arguments: [{ name: 'SHELL', summary: shells.join(', '), completes: () => shells }],
  options: {},
  examples: [
    { command: 'completion bash > ~/.local/share/bash-completion/completions/kubeloom', does: 'for bash' },
    { command: 'completion zsh > "${fpath[1]}/_kubeloom"', does: 'for zsh' },
    { command: 'completion fish > ~/.config/fish/completions/kubeloom.fish', does: 'for fish' },
  ],
  run({ io, args: [shell], commands }) {
    const scripts = require('../completion/scripts') as typeof import('../completion/scripts');
    if (shell !== 'bash' && shell !== 'zsh' && shell !== 'fish') {
      const { nearest } = require('../../core/suggest') as typeof import('../../core/suggest');
      const near = nearest(shell ?? '', shells);
      throw new UsageError(`no completion for ${JSON.stringify(shell)}`, near === undefined ? `there is one for ${shells.join(', ')}` : `did you mean ${near}?`);
    }
    io.stdout.write(scripts.completionScript(shell, commands));
    return EXIT.clean;
  },
});
