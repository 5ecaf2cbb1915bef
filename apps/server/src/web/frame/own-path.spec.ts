import fc from 'fast-check';
import { ownPath } from './own-path.js';

describe('a path to be led back to', () => {
  it.each(['/', '/ledgers/walsall', '/ledgers/walsall/scorecard?known-at=5&status=red', '/ledgers/x/indicators/50%25'])(
    'is one of this service: %s',
    (page) => expect(ownPath(page)).toBe(page),
  );

  it.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\r\n/evil.example',
    '/\u0000/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/x/..//evil.example',
    '/ledgers/walsall\r\nSet-Cookie: a=b',
    'javascript:alert(1)',
    '/\uD800',
  ])('is no other: %j', (page) => expect(ownPath(page)).toBeNull());

  it('never leads to another host, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '\\', '\t', '\n', '.', ':', '@', 'e', '%', '?', '#') }),
        (page) => {
          const path = ownPath(page);
          return path === null || new URL(path, 'https://council.example').host === 'council.example';
        },
      ),
    );
  });
});
