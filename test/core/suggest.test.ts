import fc from 'fast-check';
import { longestStem, nearest } from '../../src/core/suggest';

test.each<[string, { word: string; from: readonly string[]; want: string | undefined }]>([
  ['what a word begins with, in any capitals', { word: 'ClaimRef', from: ['size', 'claim'], want: 'claim' }],
  ['the longest of them', { word: 'volumesFromTemplate', from: ['volumesFrom', 'volumes'], want: 'volumesFrom' }],
  ['no short words, which begin many others', { word: 'portable', from: ['port'], want: undefined }],
  ['nothing that is longer', { word: 'claim', from: ['claimRef'], want: undefined }],
])('longestStem finds %s', (_name, { word, from, want }) => {
  expect(longestStem(word, from)).toBe(want);
});

describe('nearest', () => {
  test.each<[string, { word: string; from: readonly string[]; want: string | undefined }]>([
    ['a letter too many', { word: 'replicass', from: ['replicas', 'image'], want: 'replicas' }],
    ['a letter too few', { word: 'replcas', from: ['replicas', 'image'], want: 'replicas' }],
    ['another letter', { word: 'imags', from: ['replicas', 'image'], want: 'image' }],
    ['two letters swapped', { word: 'prots', from: ['ports', 'parts'], want: 'ports' }],
    ['other capitals', { word: 'ImagePullPolicy', from: ['imagePull', 'imagePullPolicy'], want: 'imagePullPolicy' }],
    ['other capitals before another letter', { word: 'NODES', from: ['modes', 'nodes'], want: 'nodes' }],
    ['the first of two as near', { word: 'cat', from: ['bat', 'hat'], want: 'bat' }],
    ['nothing near', { word: 'colour', from: ['image', 'ports'], want: undefined }],
    ['nothing to choose from', { word: 'image', from: [], want: undefined }],
    ['not the word itself', { word: 'image', from: ['image'], want: undefined }],
    ['no other word of one letter', { word: 'a', from: ['b', 'ab'], want: undefined }],
    ['a word of one letter in capitals', { word: 'A', from: ['a'], want: 'a' }],
    ['nothing for nothing', { word: '', from: ['a', 'ab'], want: undefined }],
  ])('finds %s', (_name, { word, from, want }) => {
    expect(nearest(word, from)).toBe(want);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 8 });

  test('finds every word with one letter changed', () => {
    fc.assert(fc.property(word, fc.nat(), (text, at) => {
      const index = at % text.length;
      expect(nearest(`${text.slice(0, index)}x${text.slice(index + 1)}`, [text])).toBe(text);
      expect(nearest(`${text.slice(0, index)}x${text.slice(index)}`, [text])).toBe(text);
    }));
  });

  test('finds no candidate that is further away than another', () => {
    const distance = (a: string, b: string): number => {
      if (a === '' || b === '') return Math.max(a.length, b.length);
      const best = Math.min(
        distance(a.slice(1), b) + 1, distance(a, b.slice(1)) + 1, distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
      );
      const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
      return swapped ? Math.min(best, distance(a.slice(2), b.slice(2)) + 1) : best;
    };
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 2, maxLength: 5 });
    fc.assert(fc.property(short, fc.array(short, { maxLength: 4 }), (text, candidates) => {
      const others = candidates.filter((candidate) => candidate !== text);
      const found = nearest(text, candidates);
      const best = Math.min(...others.map((candidate) => distance(text, candidate)));
      const limit = Math.max(1, Math.floor(text.length / 3));
      expect(found === undefined ? undefined : distance(text, found)).toBe(best <= limit ? best : undefined);
    }));
  });
});
