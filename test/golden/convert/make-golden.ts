/**
 * Writes the program that the compose file of `test/codegen/compose` becomes.
 *
 *     node --import tsx test/golden/convert/make-golden.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shop, shopFiles } from '../../codegen/compose/fixture';
import { convert } from '../../codegen/compose/support';

writeFileSync(join(__dirname, 'shop.ts'), convert(shop, shopFiles).program);
