import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer is good. Controllers work behind our back: most of what they do can only be waited for. */
export async function eventually<T>(
  ask: () => Promise<T>,
  good: (answer: T) => boolean,
  { seconds, everyMs = 100 }: { readonly seconds: number; readonly everyMs?: number },
): Promise<{ readonly answer: T; readonly good: boolean }> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return { answer, good: true };
    if (performance.now() > end) return { answer, good: false };
    await sleep(everyMs);
  }
}
