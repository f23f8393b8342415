import type { Style } from './style';

/** What a command ends with. */
export const EXIT = {
  /** Nothing to say. */
  clean: 0,
  /** Findings, or differences. */
  findings: 1,
  /** The command line is wrong, or something failed. */
  failure: 2,
} as const;

/**
 * Ends a command with exit code 2 and one message, without a stack trace. For what the command cannot go on after: a wrong
 * command line, a file that cannot be read. Problems of what the user defined are diagnostics, and never this.
 */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';

  constructor(
    message: string,
    /** One next step. @default - none */
    readonly help?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** What is shown in place of the message and the help, where those need more than two lines. @default - nothing */
  render?(style: Style, folder: string, debug: boolean): string;
}

/** The command line, the environment or `cdk8s.yaml` says what no command understands. */
export class UsageError extends CommandFailure {
  override readonly name = 'UsageError';
}
