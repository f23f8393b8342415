import { celEnvironment } from '../../../src/check/custom/cel-library';
import { librarySource } from '../../../src/check/custom/cel-source';

const self = {
  ip: '10.1.2.3', cidr: '10.0.0.0/8', url: 'https://user@shop.example.com:8443/a%20b?c=d&c=e', text: 'Hello World', amount: '500Mi',
  items: [{ path: 'x' }, {}], list: [3n, 1n, 2n], names: ['a', 'b'],
};

function evaluated(expression: string): unknown {
  return celEnvironment()!.parse(librarySource(expression))({ self });
}

/** The code of the mistake that ends an expression. */
function failure(expression: string): unknown {
  try {
    return { value: evaluated(expression) };
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe('CEL as servers know it', () => {
  test.each([
    'has(self.items[0].path) && !has(self.items[1].path)',
    'has(self . items [ 0 ] . path)',
    'self.items.exists(i, has(i.path)) && self.items.filter(i, has(i.path)).all(i, has(self.items[0].path))',
    'has(self.items.filter(i, has(i.path))[0].path)',
    "self.text.matches('^H') && !self.text.matches('^h') && self.text.matches('(?i)^h') && self.text.matches('^(?i)h')",
    "self.text.matches(r'^[[:alpha:]]+\\s\\pL+$')",
    "'has(x[0].y)'.startsWith('has(x[0]') && \"a.matches(\".endsWith('matches(')",
    "self.text.find('W.*') == 'World' && self.text.findAll('o').size() == 2 && self.text.findAll('o', 1) == ['o']",
    "'%s has %d of %.2f%%'.format(['a', 1, 2.5]) == 'a has 1 of 2.50%'",
    "isURL(self.url) && isURL('/a/b') && !isURL('shop.example.com') && !isURL('http://a b')",
    "url(self.url).getScheme() == 'https' && url(self.url).getHost() == 'shop.example.com:8443' && url(self.url).getHostname() == 'shop.example.com'",
    "url(self.url).getPort() == '8443' && url('https://a').getPort() == '' && url('https://a:443').getPort() == '443'",
    "url(self.url).getEscapedPath() == '/a%20b' && url('https://a').getEscapedPath() == '' && url(self.url).getQuery()['c'] == ['d', 'e']",
    "url('https://[::1]:80/').getHostname() == '::1'",
    "isIP(self.ip) && isIP('::1') && !isIP('010.0.0.1') && !isIP('::ffff:1.2.3.4') && !isIP('10.1')",
    "ip(self.ip).family() == 4 && ip('::1').family() == 6 && ip('127.0.0.1') == ip('127.0.0.1') && ip('127.0.0.1').isLoopback() && !ip(self.ip).isLoopback()",
    "ip('::').isUnspecified() && ip('fe80::1').isLinkLocalUnicast() && ip('224.0.0.1').isLinkLocalMulticast() && ip(self.ip).isGlobalUnicast() && !ip('ff02::1').isGlobalUnicast()",
    "ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8::1') && !ip.isCanonical('2001:db8:0:0:0::1')",
    "string(ip('2001:db8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1' && string(ip(self.ip)) == self.ip",
    "isCIDR(self.cidr) && isCIDR('10.1.2.3/8') && !isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0/08')",
    "cidr(self.cidr).containsIP(self.ip) && cidr(self.cidr).containsIP(ip(self.ip)) && !cidr(self.cidr).containsIP('11.0.0.1') && !cidr('::/0').containsIP(self.ip)",
    "cidr(self.cidr).containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR(cidr(self.cidr))",
    "cidr('10.1.2.3/8').masked() == cidr(self.cidr) && cidr(self.cidr).prefixLength() == 8 && cidr(self.cidr).ip().family() == 4 && string(cidr('10.1.2.3/8').masked()) == '10.0.0.0/8'",
    "sets.contains(self.names, ['a']) && sets.intersects(self.names, ['b', 'c']) && !sets.intersects(self.names, ['c']) && sets.equivalent(['b', 'a', 'a'], self.names)",
    "quantity(self.amount) == quantity('512000Ki') && quantity('1').add(1).sub(quantity('500m')) == quantity('1.5') && quantity('1500m').asApproximateFloat() == 1.5",
    'self.list.min() == 1 && self.list.max() == 3',
  ])('%s', (expression) => {
    expect(evaluated(expression)).toBe(true);
  });

  test.each(["ip('x')", "cidr('x')", "url('x y')", "quantity('x')", "quantity('1500m').asInteger()", '[].min()', "'%s'.format([])"])('%s ends the rule, as in a server', (expression) => {
    expect(failure(expression)).toBe('kubernetes_value');
  });

  test('takes no time for what is nested deeply', () => {
    const nested = (depth: number): string => (depth === 0 ? 'a' : `has(${nested(depth - 1)}[0].b)`);
    expect(librarySource(nested(200))).toBe(`${'hasField('.repeat(200)}a${'[0], "b")'.repeat(200)}`);
  });

  test('what the library can say stays as it is', () => {
    for (const expression of ['has(self.a.b)', "self.a == 'has(x[0].y)'", 'self.matches', "r'\\d'.size() == 2 // has(a[0].b)", 'has(', 'has()', 'has(a[0])']) {
      expect(librarySource(expression)).toBe(expression);
    }
  });
});
