import type { Command } from '../../src/cli/command';
import { commands } from '../../src/cli/commands';
import { commonOptions } from '../../src/cli/common-options';
import { defaultOf, flagsOf, usageOf } from '../../src/cli/help-text';
import { environmentName, type Option, settingName } from '../../src/cli/options';

/** The parts of the page of the command line that come from the tables of options themselves. */
const parts: { readonly [name: string]: () => string } = { commands: commandTable, options: optionTable, settings: settingTable };

/** A page with what stands between `<!-- made: NAME -->` and `<!-- end -->` made anew. */
export function withTables(page: string): string {
  return page.replace(/(<!-- made: (\w+) -->\n)[^]*?(\n<!-- end -->)/g, (_, start: string, name: string, end: string) => `${start}\n${parts[name]!()}${end}`);
}

function commandTable(): string {
  return table(['Command', 'What it does'], commands.all().map((command) => [`\`${usageOf(command).replace(' [options]', '')}\``, sentence(command.summary)]));
}

interface Row {
  readonly flag: string;
  readonly commands: string[];
  readonly setting: string | undefined;
  readonly option: Option;
}

/** One row for each option; commands that share one share its row. */
function optionTable(): string {
  const rows = new Map<string, Row>();
  const add = (command: string, options: Command['options']): void => {
    for (const [name, option] of Object.entries(options)) {
      const setting = settingName(name, option);
      const flag = flagsOf(name, option).trim();
      const key = [flag, setting, option.summary].join('\n');
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { flag, commands: [command], setting, option });
      else row.commands.push(command);
    }
  };
  for (const { name, options } of commands.all()) add(name, options);
  add('all', commonOptions);
  return table(['Flag', 'Commands', 'Variable', 'Under `kubeloom:`', 'What it does'], [...rows.values()].map(({ flag, commands: of, setting, option }) => {
    const fallback = defaultOf(option);
    return [
      `\`${flag}\``, of.join(', '), setting === undefined ? '' : `\`${environmentName(setting)}\``, setting === undefined ? '' : `\`${setting}\``,
      sentence(fallback === undefined ? option.summary : `${option.summary} [default: ${fallback}]`),
    ];
  }));
}

/** What only the file can say. */
function settingTable(): string {
  return table(['Under `kubeloom:`', 'Commands', 'What it is'], commands.all().flatMap(({ name, fileSettings = {} }) =>
    Object.entries(fileSettings).map(([setting, summary]) => [`\`${setting}\``, name, sentence(summary)])));
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell.replaceAll('|', '\\|')} `)).join('|')}|`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n') + '\n';
}
