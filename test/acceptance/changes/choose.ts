import type { KubeObject } from '../bundle/bundle';
import type { Edit } from './edit';
import { OTHER_EDITS } from './other-edits';
import { POD_EDITS } from './pod-edits';
import { WAYS_BACK, WORKLOAD_EDITS } from './workload-edits';

/** An edit that was chosen for an object, and what it makes of it. */
export interface Chosen {
  readonly edit: Edit;
  readonly before: KubeObject;
  readonly after: KubeObject;
}

/** Every edit, in the order of the table. */
export const EDITS: readonly Edit[] = [...POD_EDITS, ...WORKLOAD_EDITS, ...WAYS_BACK, ...OTHER_EDITS];

/** Chooses edits evenly: of those that fit an object the one that was chosen least. The same bundles are always changed alike. */
export class Chooser {
  private readonly times = new Map<Edit, number>();
  private number = 0;

  choose(before: KubeObject): Chosen | undefined {
    const number = this.number + 1;
    const made = (edits: readonly Edit[]): Chosen[] => edits.flatMap((edit) => {
      const after = edit.change(before, number);
      return after === undefined ? [] : [{ edit, before, after }];
    });
    // What holds a workload back is taken away before anything else of it is changed.
    const back = made(WAYS_BACK);
    const fitting = back.length > 0 ? back : made(EDITS);
    const [first] = fitting;
    if (first === undefined) return undefined;
    const chosen = fitting.reduce((least, one) => (this.timesOf(one.edit) < this.timesOf(least.edit) ? one : least), first);
    this.number = number;
    this.times.set(chosen.edit, this.timesOf(chosen.edit) + 1);
    return chosen;
  }

  private timesOf(edit: Edit): number {
    return this.times.get(edit) ?? 0;
  }
}
