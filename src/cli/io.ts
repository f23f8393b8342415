/** A stream that a command writes to. */
export interface Output {
  write(text: string): void;
  /** Whether a person reads it as it is written. */
  readonly isTTY: boolean;
  /** Width in characters. @default - 80 */
  readonly columns?: number | undefined;
}

/** A stream that a command reads from. */
export interface Input {
  readonly isTTY: boolean;
  /** All of it, up to its end. */
  readAll(): Promise<string>;
  /** One line, without its end; `undefined` at the end of the input. */
  readLine(): Promise<string | undefined>;
}

/** All that a command knows of the process around it; tests bring their own. */
export interface Io {
  /** The product, and nothing else. */
  readonly stdout: Output;
  /** Everything that is said about the product. */
  readonly stderr: Output;
  readonly stdin: Input;
  readonly env: { readonly [name: string]: string | undefined };
  /** Absolute path of the folder that relative paths start from. */
  readonly cwd: string;
  /** Called when the user wants nothing to be kept in `node_modules/.cache`. */
  readonly keepNothing?: (() => void) | undefined;
  /** Ends a command that runs until it is told to stop, such as `watch`. @default - never */
  readonly stop?: AbortSignal | undefined;
}

/** Whether nobody sits in front of it, whatever the streams look like. */
export function isContinuousIntegration({ env }: Io): boolean {
  const { CI } = env;
  return CI !== undefined && CI !== '' && CI !== '0' && CI !== 'false';
}

/** Whether a question would find somebody who answers it. */
export function canAsk(io: Io): boolean {
  return io.stdin.isTTY && io.stderr.isTTY && !isContinuousIntegration(io);
}
