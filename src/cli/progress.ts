import type { Output } from './io';

/** Whoever waits shorter needs no words. */
const patience = 500;

/** One line on a terminal that says what takes so long; it is gone when that is done. */
export class Progress {
  private readonly start = Date.now();
  private readonly timer: NodeJS.Timeout;
  private words = '';
  private drawn = 0;

  constructor(private readonly output: Output) {
    // While the program itself runs no timer does: then the next stage shows that it took long.
    this.timer = setTimeout(() => this.draw(), patience);
    this.timer.unref();
  }

  /** What happens from now on. */
  stage(words: string): void {
    this.words = words;
    if (Date.now() - this.start >= patience) this.draw();
  }

  end(): void {
    clearTimeout(this.timer);
    this.erase();
  }

  private draw(): void {
    this.erase();
    const line = `${this.words} ...`;
    this.output.write(line);
    this.drawn = line.length;
  }

  private erase(): void {
    if (this.drawn > 0) this.output.write(`\r${' '.repeat(this.drawn)}\r`);
    this.drawn = 0;
  }
}
