import type { Synthesis, SynthesisOptions } from './synthesis';

/**
 * What stands between a program and whoever runs it in the same process: while there is a session, `app.synth()` hands over
 * what it would have written, and writes nothing.
 */
export interface Session {
  /** Takes an app at the moment of its `synth()`. The function belongs to the program's own copy of this package. */
  take(synthesize: (options: SynthesisOptions) => Synthesis): void;
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
  /** One for each call of `synth()`, in their order. */
  readonly apps: readonly Synthesis[];
}

/**
 * Runs a program without letting its apps write.
 * @param options of every synthesis; they win over what the apps say themselves
 * @throws whatever the program throws, and an error where there is a session already
 */
export async function runInSession<T>(options: SynthesisOptions, run: () => T | Promise<T>): Promise<SessionResult<T>> {
  if (holder[sessionKey] !== undefined) throw new Error('a program runs in a session already');
  const apps: Synthesis[] = [];
  holder[sessionKey] = { take: (synthesize) => apps.push(synthesize(options)) };
  try {
    const value = await run();
    return { value, apps };
  } finally {
    holder[sessionKey] = undefined;
  }
}
