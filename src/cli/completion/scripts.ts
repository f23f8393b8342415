import type { Argument, Command, Commands } from '../command';
import { commonOptions } from '../common-options';
import { flagName, type Option, type OptionTable } from '../options';

/** A word that may stand on a command line. */
interface Flag {
  /** `--output`. */
  readonly long: string;
  readonly short?: string | undefined;
  readonly summary: string;
  readonly value?: { readonly words?: readonly string[]; readonly files?: 'file' | 'folder' } | undefined;
}

/** The script that a shell reads to complete this command. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish', commands: Commands): string {
  const all = commands.all();
  return shell === 'bash' ? bash(all) : shell === 'zsh' ? zsh(all) : fish(all);
}

function flagsOf(table: OptionTable): Flag[] {
  return Object.entries(table).map(([name, option]) => ({
    long: option.type === 'flag' && option.default === true ? `--no-${flagName(name)}` : `--${flagName(name)}`,
    short: option.short === undefined ? undefined : `-${option.short}`,
    summary: option.summary,
    value: valueOf(option),
  }));
}

function valueOf(option: Option): Flag['value'] {
  switch (option.type) {
    case 'flag':
      return undefined;
    case 'choice':
      return { words: option.choices };
    case 'list':
      return { words: option.choices ?? [] };
    case 'text':
      return option.completes === undefined ? {} : { files: option.completes };
    case 'map':
      return {};
  }
}

function allFlags(command: Command): Flag[] {
  return flagsOf({ ...command.options, ...commonOptions });
}

/** Words that an argument takes. */
function wordsOf({ completes }: Argument, commands: readonly Command[]): readonly string[] {
  if (completes === 'command') return commands.map(({ name }) => name);
  return typeof completes === 'function' ? completes() : [];
}

/** In single quotes, for any of the shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const flags = allFlags(command);
    const words = flags.flatMap(({ long, short }) => (short === undefined ? [long] : [long, short]));
    const values = flags.filter(({ value }) => value !== undefined).map(({ long, short, value }) => {
      const pattern = short === undefined ? long : `${long}|${short}`;
      const reply = value?.files !== undefined ? `compgen -${value.files === 'folder' ? 'd' : 'f'} -- "$cur"` : `compgen -W ${quoted((value?.words ?? []).join(' '))} -- "$cur"`;
      return `        ${pattern}) COMPREPLY=($(${reply})); return ;;`;
    });
    const args = (command.arguments ?? []).flatMap((argument) => wordsOf(argument, commands));
    const files = (command.arguments ?? []).find(({ completes }) => completes === 'file' || completes === 'folder')?.completes;
    return [
      `    ${command.name})`,
      ...(values.length === 0 ? [] : ['      case $prev in', ...values, '      esac']),
      `      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$cur")); return; fi`,
      ...(args.length > 0 ? [`      COMPREPLY=($(compgen -W ${quoted(args.join(' '))} -- "$cur"))`] : []),
      ...(files === undefined ? [] : [`      COMPREPLY+=($(compgen -${files === 'folder' ? 'd' : 'f'} -- "$cur"))`]),
      '      ;;',
    ].join('\n');
  });
  return `# bash completion of kubeloom
_kubeloom() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  # bash takes \`--flag=value\` for three words.
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W ${quoted(commands.map(({ name }) => name).join(' '))} -- "$cur"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
  esac
}
complete -o filenames -F _kubeloom kubeloom
`;
}

function zsh(commands: readonly Command[]): string {
  const escape = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');
  const action = ({ files, words }: NonNullable<Flag['value']>): string =>
    (files !== undefined ? (files === 'folder' ? '_files -/' : '_files') : words !== undefined && words.length > 0 ? `(${words.map(escape).join(' ')})` : ' ');
  const spec = ({ long, short, summary, value }: Flag): string => {
    const tail = `[${escape(summary)}]${value === undefined ? '' : `:value:${action(value)}`}`;
    const joined = value === undefined ? '' : '=';
    return short === undefined ? quoted(`${long}${joined}${tail}`) : `{${short}${value === undefined ? '' : '+'},${long}${joined}}${quoted(tail)}`;
  };
  const cases = commands.map((command) => {
    const specs = allFlags(command).map(spec);
    const args = (command.arguments ?? []).map((argument, index) => {
      const words = wordsOf(argument, commands);
      const what = words.length > 0 ? `(${words.map(escape).join(' ')})` : argument.completes === 'folder' ? '_files -/' : argument.completes === 'file' ? '_files' : ' ';
      return quoted(`${argument.many === true ? '*' : index + 1}:${argument.name}:${what}`);
    });
    return [`        ${command.name})`, '          _arguments -s \\', [...specs, ...args].map((line) => `            ${line}`).join(' \\\n'), '          ;;'].join('\n');
  });
  return `#compdef kubeloom
# zsh completion of kubeloom
_kubeloom() {
  local context state line
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  _arguments -C '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $words[1] in
${cases.join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_kubeloom" ]; then
  _kubeloom "$@"
else
  compdef _kubeloom kubeloom
fi
`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => {
    const given = `__fish_seen_subcommand_from ${command.name}`;
    const flags = allFlags(command).map(({ long, short, summary, value }) => [
      `complete -c kubeloom -n ${quoted(given)} -l ${long.slice(2)}`,
      ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
      ...(value === undefined ? [] : value.files === 'file' ? ['-rF'] : value.files === 'folder' ? ["-x -a '(__fish_complete_directories)'"] : [`-x -a ${quoted((value.words ?? []).join(' '))}`]),
      `-d ${quoted(summary)}`,
    ].join(' '));
    const args = (command.arguments ?? []).flatMap((argument) => {
      const words = wordsOf(argument, commands);
      if (words.length > 0) return [`complete -c kubeloom -n ${quoted(given)} -a ${quoted(words.join(' '))}`];
      if (argument.completes === 'folder') return [`complete -c kubeloom -n ${quoted(given)} -a '(__fish_complete_directories)'`];
      return argument.completes === 'file' ? [`complete -c kubeloom -n ${quoted(given)} -F`] : [];
    });
    return [`complete -c kubeloom -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`, ...flags, ...args];
  });
  return `# fish completion of kubeloom\ncomplete -c kubeloom -f\n${lines.join('\n')}\n`;
}
