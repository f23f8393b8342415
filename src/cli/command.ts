import type { ConfigFile } from './config-file';
import type { Io } from './io';
import type { OptionTable, Values } from './options';
import type { Style } from './style';

/** A word behind the command. */
export interface Argument {
  /** What help calls it, in capitals. */
  readonly name: string;
  readonly summary: string;
  /** @default false */
  readonly optional?: boolean;
  /** Whether there may be several; the last argument only. @default false */
  readonly many?: boolean;
  /** What a shell may complete it with. @default - nothing */
  readonly completes?: 'file' | 'folder' | 'command' | (() => readonly string[]);
}

/** A line of help that shows the command at work. */
export interface Example {
  /** Without the leading `kubeloom`: `synth --check`. */
  readonly command: string;
  /** What it does, in one line without a full stop. */
  readonly does: string;
}

/** The commands that there are. */
export interface Commands {
  readonly names: readonly string[];
  find(name: string): Command | undefined;
  all(): readonly Command[];
}

/** All that a command works with. */
export interface Context<T extends OptionTable = OptionTable> {
  readonly io: Io;
  /** From flags, environment and `cdk8s.yaml`, in this precedence. */
  readonly options: Values<T>;
  readonly args: readonly string[];
  /** `cdk8s.yaml` of the current folder; empty where there is none. */
  readonly config: ConfigFile;
  /** How text for stdout may look. */
  readonly style: Style;
  /** How text for stderr may look. */
  readonly stderrStyle: Style;
  readonly commands: Commands;
  readonly quiet: boolean;
  /** Whether what can be made again may be kept in `node_modules/.cache`. */
  readonly cache: boolean;
  readonly debug: boolean;
  /** Writes a line of commentary to stderr, unless the user wants quiet. */
  readonly say: (line: string) => void;
}

/** A command. Its module is loaded for help and completion too: what `run` needs is required inside of `run`. */
export interface Command<T extends OptionTable = OptionTable> {
  readonly name: string;
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /** More about it, for its own help. @default - none */
  readonly description?: string;
  /** @default - none */
  readonly arguments?: readonly Argument[];
  readonly options: T;
  /**
   * Settings of `cdk8s.yaml` that have neither flag nor variable, with what they do: data that is more than a text. The
   * command reads them from `context.config.settings`, and says itself what is wrong with them.
   * @default - none
   */
  readonly fileSettings?: { readonly [setting: string]: string };
  readonly examples: readonly Example[];
  /** Gives the exit code: see `EXIT`. */
  run(context: Context<T>): number | Promise<number>;
}

/** Keeps the types of the options for `run`. */
export function defineCommand<const T extends OptionTable>(command: Command<T>): Command<T> {
  return command;
}
