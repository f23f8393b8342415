import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The compose file with every kind of field. */
export const shop = readFileSync(join(__dirname, 'shop.yaml'), 'utf8');

/** What lies beside it. */
export const shopFiles: { readonly [path: string]: string } = {
  '.env': 'DB_PASSWORD=hunter2\nLOG_LEVEL=debug\nREDIS_PASSWORD=hunter3\nAPI_SECRET=hunter4\n',
  'common.env': '# of all\nLOG_FORMAT=json\nexport GREETING="hello\\nworld" # x\nJWT_SECRET=hunter5 # x\n',
  'nginx.conf': 'user nginx;\n',
  'html/': '',
  'config.yaml': 'a: 1\n',
  'secret.txt': 'hunter6\n',
  'tls.key': 'hunter7\n',
};
