import { fstatSync, writeSync } from 'node:fs';
import { CommandFailure } from './failure';
import type { Input, Io, Output } from './io';

/** This process as a command sees it. Node.js' streams are made only where there is no other way: that takes time. */
export function processIo(cwd: string, keepNothing: () => void): Io {
  return { stdout: output(1), stderr: output(2), stdin: input(), env: process.env, cwd, keepNothing };
}

function output(descriptor: 1 | 2): Output {
  const stream = (): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);
  let isTTY: boolean | undefined;
  let isStream = false;
  return {
    write(text) {
      if (isStream) stream().write(text);
      else if (!writeAll(descriptor, text)) isStream = true;
    },
    get isTTY() {
      // Without `bigint`, Node.js 20 takes the next link that leads to a package for a pipe, where this is one, and does not follow it.
      return (isTTY ??= fstatSync(descriptor, { bigint: true }).isCharacterDevice() && stream().isTTY === true);
    },
    get columns() {
      return stream().columns;
    },
  };

  /** @returns whether the next text can be written in the same way */
  function writeAll(to: number, text: string): boolean {
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(to, bytes, written);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever reads may stop reading: `kubeloom synth --stdout | head`.
      if (code === 'EPIPE') return true;
      if (code !== 'EAGAIN') throw new CommandFailure(`cannot write to the standard ${to === 1 ? 'output' : 'error stream'}: ${(error as Error).message}`);
      // A pipe that is full and does not wait: Node.js knows how to go on.
      stream().on('error', (late: NodeJS.ErrnoException) => {
        if (late.code !== 'EPIPE') throw late;
      }).write(bytes.subarray(written));
      return false;
    }
  }
}

function input(): Input {
  return {
    get isTTY() {
      return process.stdin.isTTY === true;
    },
    async readAll() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    async readLine() {
      const { createInterface } = require('node:readline') as typeof import('node:readline');
      const lines = createInterface({ input: process.stdin });
      try {
        for await (const line of lines) return line;
        return undefined;
      } finally {
        lines.close();
      }
    },
  };
}
