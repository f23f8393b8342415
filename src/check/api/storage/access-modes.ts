import type { Context } from '../../rule/context';

const known = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** One at least, and ReadWriteOncePod alone; the server names the list. */
export function accessModes(modes: readonly string[] | undefined, at: Context): void {
  at.enter('accessModes');
  if (modes === undefined || modes.length === 0) at.report('api/required', { field: 'accessModes' });
  else {
    modes.forEach((found, index) => {
      if (!known.includes(found)) at.report('api/not-supported', { found, known }, index);
    });
    const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && known.includes(mode));
    if (others && modes.includes('ReadWriteOncePod')) at.report('api/forbidden', { field: 'ReadWriteOncePod', when: 'beside another access mode' });
  }
  at.leave();
}
