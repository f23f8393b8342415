import { check } from '../../../src/check/check';
import { readInputs } from '../../../src/check/input';

test.each([
  ['clusterIP alone', '  clusterIP: 010.0.0.1\n', 'api/ip /spec/clusterIPs/0 at 8'],
  ['both', '  clusterIP: 010.0.0.1\n  clusterIPs:\n  - 010.0.0.1\n', 'api/ip /spec/clusterIPs/0 at 8'],
  ['another family', '  clusterIP: "::1"\n  ipFamilies: [IPv4]\n', 'service/ip-family /spec/clusterIPs/0 at 8'],
])('the address of a Service is shown where it was written, under the name that the server has for it: %s', (_, lines, want) => {
  const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports:\n  - port: 80\n${lines}`;
  const { diagnostics } = check(readInputs(text, { file: 'a.yaml' }), { layers: ['api'] });
  expect(diagnostics.map(({ code, pointer, source }) => `${code} ${pointer} at ${source?.line}`)).toEqual([want]);
});
