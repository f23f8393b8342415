import { isContinuousIntegration, type Io, type Output } from './io';

/** Colours and weights of a terminal, or nothing. They never carry meaning alone. */
export interface Style {
  readonly enabled: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;

function makeStyle(enabled: boolean): Style {
  const paint = ([on, off]: readonly [number, number]) => (text: string) => (enabled && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    enabled, bold: paint(codes.bold), dim: paint(codes.dim), red: paint(codes.red), green: paint(codes.green),
    yellow: paint(codes.yellow), cyan: paint(codes.cyan),
  };
}

export const plain: Style = makeStyle(false);
export const coloured: Style = makeStyle(true);

/**
 * The style for a stream: what the user said (`--color`, `--no-color`), else `NO_COLOR`, else `FORCE_COLOR`, else colours on a
 * terminal that knows them.
 * @see https://no-color.org
 */
export function styleFor(stream: Output, { env }: Io, wanted: boolean | undefined): Style {
  if (wanted !== undefined) return wanted ? coloured : plain;
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return plain;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR === '0' || FORCE_COLOR === 'false' ? plain : coloured;
  return stream.isTTY && TERM !== 'dumb' ? coloured : plain;
}

/** Whether a line that is written over and over helps somebody. */
export function showsProgress(io: Io): boolean {
  return io.stderr.isTTY && io.env['TERM'] !== 'dumb' && !isContinuousIntegration(io);
}
