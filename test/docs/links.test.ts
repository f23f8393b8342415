import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { PRELUDE } from '../../scripts/docs/snippets';

const ROOT = resolve(__dirname, '../..');

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.md') && !file.startsWith(join('docs', 'api')));
}

const pages = [...readdirSync(ROOT).filter((file) => file.endsWith('.md')), ...pagesIn('docs')];

const text = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const withoutCode = (markdown: string): string => markdown.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): Set<string> {
  const headings = text(page).replace(/^```[^]*?^```$/gm, '').match(/^#{1,6} .*$/gm) ?? [];
  return new Set(headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replaceAll(' ', '-')));
}

describe('links of the documentation', () => {
  it.each(pages)('lead somewhere: %s', (page) => {
    const links = [...withoutCode(text(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [path, anchor] = link.split('#') as [string, string?];
      const target = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(target).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/README.md', () => {
  it('leads to every page', () => {
    const linked = [...text('docs/README.md').matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => normalize(join('docs', link!)));
    const missing = pages.filter((page) => dirname(page) === 'docs' && page !== join('docs', 'README.md') && !linked.includes(page));
    expect(missing).toEqual([]);
  });

  it('shows what snippets find, as they find it', () => {
    const shown = text('docs/README.md');
    expect(Object.values(PRELUDE).filter((code) => !shown.includes(code.replace(/^export /, '')))).toEqual([]);
  });
});
