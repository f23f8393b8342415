import type { Synthesis, SynthesisOptions } from './synthesis';

/**
 * What stands between a program and whoever runs it in the same process: while there is a session, `app.synth()` hands over
 * what it would have written, and writes nothing.
 */
export interface Session {
  /**
   * Takes an app at the moment of its `synth()`. The function belongs to the program's own copy of this package.
   * @param app tells one that is synthesized again: then the last time counts. @default - another one than all before
   */
  take(synthesize: (options: SynthesisOptions) => Synthesis, app?: object): void;
}

/** The registry of symbols is one for a process: the package of the program and that of the command may be two copies. */
const sessionKey = Symbol.for('kubeloom.session');
const holder = globalThis as { [sessionKey]?: Session | undefined };

/** The session that the program runs in. */
export function currentSession(): Session | undefined {
  return holder[sessionKey];
}

/** What a program gave in a session. */
export interface SessionResult<T> {
  /** What `run` returned. */
  readonly value: T;
  /** One for each app that was synthesized, in the order of the first calls of `synth()`. */
  readonly apps: readonly Synthesis[];
}

/**
 * Runs a program without letting its apps write.
 * @param options of every synthesis; they win over what the apps say themselves
 * @throws whatever the program throws, and an error where there is a session already
 */
export async function runInSession<T>(options: SynthesisOptions, run: () => T | Promise<T>): Promise<SessionResult<T>> {
  if (holder[sessionKey] !== undefined) throw new Error('a program runs in a session already');
  const apps = new Map<object, Synthesis>();
  holder[sessionKey] = { take: (synthesize, app = synthesize) => void apps.set(app, synthesize(options)) };
  try {
    const value = await run();
    return { value, apps: [...apps.values()] };
  } finally {
    holder[sessionKey] = undefined;
  }
}
