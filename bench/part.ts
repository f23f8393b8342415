/** How much of a benchmark is run. */
export interface PartOptions {
  /** Runs of each command; the median counts. */
  readonly rounds: number;
  /** The small sizes alone, once: whether everything still runs. */
  readonly quick: boolean;
}

/** One part of the benchmark. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** Measures, and gives what is to be read, as Markdown. */
  run(options: PartOptions): Promise<string> | string;
}
