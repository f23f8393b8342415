import { spawn } from 'node:child_process';

/** Kills processes when the process that started it is gone, however it ended. */
export interface Watchdog {
  readonly watch: (pid: number) => void;
  /** Everything was stopped in order: there is nothing left to kill. */
  readonly dismiss: () => void;
}

/**
 * A shell that reads process ids, one a line, until its input ends. The input ends when this process does, also by SIGKILL,
 * which no handler sees.
 */
const SCRIPT = `
pids=
while read -r pid; do
  [ "$pid" = done ] && exit 0
  pids="$pids $pid"
done
kill -9 $pids 2>/dev/null
`;

export function startWatchdog(): Watchdog {
  const shell = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  // When the shell is gone there is nobody to tell.
  shell.stdin.on('error', () => undefined);
  return {
    watch: (pid) => { shell.stdin.write(`${pid}\n`); },
    dismiss: () => { shell.stdin.end('done\n'); },
  };
}
