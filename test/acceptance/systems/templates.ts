import { existingSecret } from './given';
import type { Particulars } from './particulars';

/** What the bundles of the templates do not tell, by the name of the template. */
export const TEMPLATES: { readonly [name: string]: Particulars } = {
  mariadb: { given: [existingSecret('mariadb', 'mariadb-passwords', ['root', 'app'])] },
  mysql: { given: [existingSecret('mysql', 'mysql-passwords', ['root'])] },
  worker: { given: [existingSecret('worker', 'worker-queue', ['user', 'password'])] },
};
