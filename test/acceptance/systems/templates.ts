import { existingSecret } from './given';
import type { Particulars } from './particulars';

/** What the bundles of the templates do not tell, by the name of the template. */
export const TEMPLATES: { readonly [name: string]: Particulars } = {
  mariadb: { given: [existingSecret('mariadb', 'mariadb-passwords', ['root', 'app'])] },
  'mysql-replicated': { given: [existingSecret('mysql-replicated', 'mysql-passwords', ['root', 'app', 'replication', 'backup'])] },
  postgresql: { given: [existingSecret('postgresql', 'postgresql-passwords', ['app', 'replication'])] },
  shop: { given: [existingSecret('shop', 'shop-passwords', ['app', 'default'])] },
  mysql: { given: [existingSecret('mysql', 'mysql-passwords', ['root'])] },
  worker: { given: [existingSecret('worker', 'worker-queue', ['user', 'password'])] },
};
