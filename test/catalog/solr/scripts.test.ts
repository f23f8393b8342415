import { runScript, type ScriptRun } from '../support/run-script';

interface Given {
  readonly env?: { readonly [name: string]: string };
  readonly files?: { readonly [path: string]: string };
  /** What a node says of a request, one after the other. */
  readonly states?: readonly string[];
}

/** A script against a node that has two collections. */
function run(script: string, { env = {}, files = {}, states = ['completed'] }: Given = {}): ScriptRun & { readonly asked: readonly string[] } {
  const answers = states.map((state) => `{\n  "status": { "state": "${state}" } }`).join('\n--\n');
  const result = runScript(`solr/${script}`, {
    env: { SOLR_URL: 'http://solr-client:8983/solr', BACKUP_NAME: 'solr', BACKUP_FOLDER: '$FOLDER/backup', BACKUP_KEEP: '7', RESTORE_FILE: 'latest', ...env },
    programs: {
      date: 'echo 17',
      sleep: '',
      wget: [
        'case "$*" in',
        '  *action=LIST*) printf \'{\\n "collections": ["goods",\\n "people"] }\' ;;',
        '  *REQUESTSTATUS*) n=$(($(cat "$FOLDER/n" 2> /dev/null || echo 0) + 1)); echo $n > "$FOLDER/n"; sed -n "${n}p" "$FOLDER/states" ;;',
        'esac',
      ].join('\n'),
    },
    files: { 'backup/.keep': '', 'states': answers.replaceAll('\n--\n', '\u0000').replaceAll('\n', ' ').replaceAll('\u0000', '\n'), ...files },
    edit: (text) => `${text}\n`,
  });
  const asked = result.calls.filter((call) => call.startsWith('wget')).map((call) => call.replace(/^.*collections\?wt=json&/, ''));
  return { ...result, asked };
}

describe('backup.sh', () => {
  test('has each collection written, and waits until it is', () => {
    const { status, asked, stdout } = run('backup.sh', { states: ['submitted', 'running', 'completed', 'completed'] });
    expect(status).toBe(0);
    expect(asked.filter((request) => !request.startsWith('action=REQUESTSTATUS'))).toEqual([
      'action=LIST',
      'action=BACKUP&name=goods&collection=goods&location=$FOLDER/backup/solr&maxNumBackupPoints=7&async=solr-backup-goods-17', 'action=DELETESTATUS&requestid=solr-backup-goods-17',
      'action=BACKUP&name=people&collection=people&location=$FOLDER/backup/solr&maxNumBackupPoints=7&async=solr-backup-people-17', 'action=DELETESTATUS&requestid=solr-backup-people-17',
    ]);
    expect(stdout).toBe('backup: wrote goods to $FOLDER/backup/solr\nbackup: wrote people to $FOLDER/backup/solr\n');
  });

  test.each(['failed', 'notfound'])('a collection that is %s is a failure', (state) => {
    const { status, stderr } = run('backup.sh', { states: ['completed', state] });
    expect([status, stderr]).toEqual([1, expect.stringContaining(`collection people: {"status":{"state":"${state}"}}`)]);
  });
});

describe('restore.sh', () => {
  const files = { 'backup/solr/goods/x': '', 'backup/solr/people/x': '', 'backup/other/else/x': '' };
  const restored = ({ asked }: { readonly asked: readonly string[] }): string[] => asked.filter((request) => request.startsWith('action=RESTORE'));

  test('loads the newest point of each collection of the cloud', () => {
    expect(restored(run('restore.sh', { files, states: ['completed', 'completed'] }))).toEqual([
      'action=RESTORE&name=goods&collection=goods&location=$FOLDER/backup/solr&async=solr-restore-goods-17',
      'action=RESTORE&name=people&collection=people&location=$FOLDER/backup/solr&async=solr-restore-people-17',
    ]);
  });

  test('loads one', () => {
    expect(restored(run('restore.sh', { files, env: { RESTORE_FILE: 'people' } }))).toEqual([expect.stringContaining('collection=people&')]);
  });

  test.each([['what is not there', { files, env: { RESTORE_FILE: 'none' } }], ['nothing at all', {}]])('refuses to load %s', (_name, given) => {
    const { status, asked, stderr } = run('restore.sh', given);
    expect([status, asked]).toEqual([1, []]);
    expect(stderr).toMatch(/^restore: there is no/);
  });
});
