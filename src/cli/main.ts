#!/usr/bin/env node
import { commands } from './commands';
import type { Input, Io, Output } from './io';
import { runCommandLine } from './run';

function output(stream: NodeJS.WriteStream): Output {
  // Whoever reads may stop reading: `kubeloom synth --stdout | head`.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
  };
}

const stdin: Input = {
  isTTY: process.stdin.isTTY === true,
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

const io: Io = { stdout: output(process.stdout), stderr: output(process.stderr), stdin, env: process.env, cwd: process.cwd() };

void runCommandLine(process.argv.slice(2), io, commands).then((code) => {
  process.exitCode = code;
});
