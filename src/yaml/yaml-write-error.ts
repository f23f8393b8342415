import { type Path, toPointer } from '../core/json-pointer';

/** A value has no place in YAML, or none from which every reader would take back the same value. */
export class YamlWriteError extends Error {
  /** JSON pointer to the value, in its document. */
  readonly pointer: string;
  /** Which document of the stream it is in, counted from 0. */
  readonly document: number;

  constructor(problem: string, path: Path, document: number) {
    const pointer = toPointer(path);
    super(`Cannot write ${pointer === '' ? 'the document' : pointer} as YAML: ${problem}`);
    this.name = 'YamlWriteError';
    this.pointer = pointer;
    this.document = document;
  }
}
