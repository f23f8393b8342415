import { createRequire } from 'node:module';
import type { Synthesis, SynthesisOptions } from '../synth/synthesis';
import type { Context } from './command';
import { CommandFailure } from './failure';
import type { ProgramSource } from './load/program-source';
import type { Program } from './load/run-program';
import { shortPath } from './words';

/** What a program gives, nothing of it written yet. */
export interface LoadedProgram {
  readonly source: ProgramSource;
  /** Of all apps of the program, in the order in which they were synthesized. Not empty. */
  readonly apps: readonly Synthesis[];
  /** The files that the program is made of; empty for a command. */
  readonly sources: readonly string[];
}

/**
 * Runs the user's program and gives everything that it defines: of a TypeScript or JavaScript file in this process, of any
 * other command what it writes to a temporary folder. What is wrong with definitions is in the diagnostics of the apps.
 * @param argument of the command line. @default - the `app` of cdk8s.yaml
 * @throws CommandFailure for a program that is not there, does not compile, throws, or synthesizes nothing
 */
export async function loadProgram(context: Context, argument: string | undefined, options: SynthesisOptions = {}): Promise<LoadedProgram> {
  const { io, config } = context;
  const { findProgram } = require('./load/program-source') as typeof import('./load/program-source');
  const source = findProgram(argument, config, io.cwd);
  if (source.kind === 'command') {
    const { runCommandProgram } = require('./load/command-program') as typeof import('./load/command-program');
    return { source, apps: [await runCommandProgram(source.command, io, outputFolder(context), options)], sources: [] };
  }
  const { prepareProgram } = require('./load/run-program') as typeof import('./load/run-program');
  const program = await prepareProgram(source, context.cache);
  return { source, apps: await synthesizeProgram(context, program, options), sources: program.sources };
}

/** Runs a compiled program in a session, so that nothing is written. */
export async function synthesizeProgram(context: Context, program: Program, options: SynthesisOptions): Promise<readonly Synthesis[]> {
  const { runInSession } = require('../synth/session') as typeof import('../synth/session');
  const release = captureCdk8sApps(program.entry);
  const { CDK8S_OUTDIR } = process.env;
  process.env['CDK8S_OUTDIR'] = outputFolder(context);
  try {
    const { apps } = await runInSession({ ...options, program: program.entry }, () => program.run());
    if (apps.length === 0) throw new CommandFailure(`${shortPath(program.entry, context.io.cwd)} synthesized nothing`, 'call app.synth() at its end');
    return apps;
  } finally {
    release();
    if (CDK8S_OUTDIR === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = CDK8S_OUTDIR;
  }
}

/** Where apps write that name no folder themselves. */
function outputFolder({ io, config }: Context): string {
  return io.env['CDK8S_OUTDIR'] ?? config.output ?? 'dist';
}

/** Apps of cdk8s itself take part as well: of the copy that the program loads. */
function captureCdk8sApps(entry: string): () => void {
  const { captureCdk8sApps: capture } = require('../synth/capture-cdk8s-apps') as typeof import('../synth/capture-cdk8s-apps');
  try {
    return capture(createRequire(entry)('cdk8s') as Parameters<typeof capture>[0]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new CommandFailure('the program cannot find cdk8s', 'install it: npm install cdk8s constructs', { cause: error });
  }
}
