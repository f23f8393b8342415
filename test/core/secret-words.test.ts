import { mentionsSecret, soundsSecret } from '../../src/core/secret-words';

describe('soundsSecret', () => {
  test.each([
    'DB_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'PGPASSWORD', 'password', 'DB_PASS', 'PASSPHRASE', 'API_KEY', 'apiKey', 'stripe-api-key',
    'AWS_SECRET_ACCESS_KEY', 'SECRET', 'clientSecret', 'GITHUB_TOKEN', 'accessToken', 'private.key', 'CREDENTIALS', 'ENCRYPTION_KEY',
  ])('%s', (name) => {
    expect(soundsSecret(name)).toBe(true);
  });

  test.each([
    'MYSQL_ROOT_PASSWORD_FILE', 'SECRET_NAME', 'TOKEN_URL', 'TOKEN_TTL', 'AWS_ACCESS_KEY_ID', 'PASSWORD_MIN_LENGTH', 'TOKEN_EXPIRY', 'SECRETS_DIR',
    'COMPASS_URL', 'BYPASS', 'PASSTHROUGH', 'KEYBOARD', 'KEY', 'LOG_LEVEL', 'AUTHOR', 'PUBLIC_KEY', 'MONKEY',
    'api-token-secret-namespace', 'credentialsSecret', 'default-tls-secret', 'pull_secret',
  ])('not %s', (name) => {
    expect(soundsSecret(name)).toBe(false);
  });

  test('takes no time for a long name', () => {
    expect(soundsSecret('p'.repeat(100_000))).toBe(false);
  });
});

test.each([['  - name: DB_PASSWORD_FILE', true], ['  replicas: 3', false]])('mentionsSecret(%p)', (line, want) => {
  expect(mentionsSecret(line)).toBe(want);
});
