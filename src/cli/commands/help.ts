import { show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { defineCommand } from '../command';
import { EXIT, UsageError } from '../failure';
import { helpOf, overview } from '../help-text';

export const help = defineCommand({
  name: 'help',
  summary: 'show what there is, or what one command does',
  arguments: [{ name: 'COMMAND', summary: 'the command', optional: true, completes: 'command' }],
  options: {},
  examples: [{ command: 'help synth', does: 'show what synth takes' }],
  run({ io, args: [name], commands, style }) {
    const command = name === undefined ? undefined : commands.find(name);
    if (name !== undefined && command === undefined) {
      const near = nearest(name, commands.names);
      throw new UsageError(`unknown command ${show(name)}`, near === undefined ? 'see kubeloom help' : `did you mean ${near}?`);
    }
    io.stdout.write(command === undefined ? overview(commands, style) : helpOf(command, style));
    return EXIT.clean;
  },
});
