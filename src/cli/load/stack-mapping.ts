import type { MappedPlace } from './source-map';

/** The source of a place in a file that was compiled; `undefined` for files that were not. */
export type PlaceMapper = (file: string, line: number, column: number) => MappedPlace | undefined;

/** The part of V8's call sites that a stack is made of. */
interface CallSite {
  getFileName(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

const mappers = new Set<PlaceMapper>();
let installed = false;

/**
 * Lets every stack of this process name sources: those that errors show, and those that definitions remember. V8 makes the
 * text of a stack when somebody reads it, so that nothing is slower for it.
 */
export function addPlaceMapper(mapper: PlaceMapper): void {
  mappers.add(mapper);
  if (installed) return;
  installed = true;
  Error.prepareStackTrace = (error, frames) => `${headOf(error)}${(frames as unknown as CallSite[]).map((frame) => `\n    at ${mapped(frame)}`).join('')}`;
}

export function removePlaceMapper(mapper: PlaceMapper): void {
  mappers.delete(mapper);
}

/** As V8 does it: an error may be an object of any kind, and its `toString` may throw. */
function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function mapped(frame: CallSite): string {
  const text = String(frame);
  const file = frame.getFileName();
  const line = frame.getLineNumber();
  const column = frame.getColumnNumber();
  if (file == null || line === null || column === null) return text;
  for (const mapper of mappers) {
    const place = mapper(file, line, column);
    if (place !== undefined) return text.replace(`${file}:${line}:${column}`, () => `${place.source}:${place.line}:${place.column}`);
  }
  return text;
}
