/** What every option says of itself. The table of a command gives its parser, help, completion, environment and file keys. */
interface OptionBase {
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /** One letter. @default - none */
  readonly short?: string;
  /**
   * The key under `kubeloom:` in `cdk8s.yaml`, with dots for maps inside (`check.format`); the environment variable is made
   * of it (`KUBELOOM_CHECK_FORMAT`). Options of one meaning share a setting over all commands. `false`: only the flag.
   * @default - the name of the option
   */
  readonly setting?: string | false;
}

/** `--check`, `--no-check`. */
export interface FlagOption extends OptionBase {
  readonly type: 'flag';
  /** With `true`, help and completion show `--no-…`, and the summary says what that does. @default - undefined */
  readonly default?: boolean;
}

/** `--output DIR`. */
export interface TextOption extends OptionBase {
  readonly type: 'text';
  /** What help calls the value, in capitals. */
  readonly value: string;
  readonly default?: string;
  /** What help says in place of a default that is found out later. @default - the default */
  readonly defaultText?: string;
  /** What a shell may complete it with. @default - nothing */
  readonly completes?: 'file' | 'folder';
}

/** `--format yaml|json`. */
export interface ChoiceOption extends OptionBase {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
  readonly defaultText?: string;
}

/** `--only shop --only 'blog-*'`, `--only shop,blog-*`; a list or a text in the file. */
export interface ListOption extends OptionBase {
  readonly type: 'list';
  readonly value: string;
  /** The only words that it takes. @default - any */
  readonly choices?: readonly string[];
}

/** `--rule CODE=off --rule OTHER=error`; with commas in the environment; a map in the file. Of one key the first source wins. */
export interface MapOption extends OptionBase {
  readonly type: 'map';
  readonly value: string;
  /** The only words that it takes behind `=`. @default - any */
  readonly choices?: readonly string[];
}

export type Option = FlagOption | TextOption | ChoiceOption | ListOption | MapOption;

/** Options by their name in camelCase: `packageManager` is `--package-manager`. */
export type OptionTable = { readonly [name: string]: Option };

type ValueOf<O extends Option> =
  O extends { readonly type: 'flag' } ? boolean | Undefault<O>
    : O extends { readonly type: 'choice'; readonly choices: readonly (infer C)[] } ? C | Undefault<O>
      : O extends { readonly type: 'text' } ? string | Undefault<O>
        : O extends { readonly type: 'list'; readonly choices: readonly (infer C)[] } ? readonly C[]
          : O extends { readonly type: 'list' } ? readonly string[]
            : O extends { readonly type: 'map'; readonly choices: readonly (infer C)[] } ? ReadonlyMap<string, C>
              : ReadonlyMap<string, string>;

type Undefault<O> = O extends { readonly default: boolean | string } ? never : undefined;

/** What the user said, by the names of a table. Lists and maps are empty where nothing was said, others `undefined`. */
export type Values<T extends OptionTable> = { readonly [N in keyof T]: ValueOf<T[N]> };

/** Keeps the words of a table as types: `defineOptions({ layout: { type: 'choice', choices: ['bundle', 'object'], … } })`. */
export function defineOptions<const T extends OptionTable>(table: T): T {
  return table;
}

/** `packageManager` -> `package-manager`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The key under `kubeloom:`, if it has one. */
export function settingName(name: string, { setting }: Option): string | undefined {
  return setting === false ? undefined : setting ?? name;
}

/** `check.failOn` -> `KUBELOOM_CHECK_FAIL_ON`. */
export function environmentName(setting: string): string {
  return `KUBELOOM_${setting.split('.').map((part) => flagName(part).replaceAll('-', '_').toUpperCase()).join('_')}`;
}

/** How help shows what stands behind a flag; empty for flags. */
export function valueWord(option: Option): string {
  switch (option.type) {
    case 'flag':
      return '';
    case 'choice':
      return option.choices.join('|');
    case 'map':
      return `${option.value}=${option.choices?.join('|') ?? 'VALUE'}`;
    case 'list':
      return option.choices === undefined ? option.value : `${option.choices.join('|')},…`;
    case 'text':
      return option.value;
  }
}
