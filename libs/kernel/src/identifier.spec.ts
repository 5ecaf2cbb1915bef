import fc from 'fast-check';
import { v5 } from 'uuid';
import { batchIdOf, commandIdOf, entityId, entityParts, eventIdOf, isActorId, isLedgerId } from './identifier.js';

const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('%', '/', '2', '5', 'F', 'a') }),
);
const parts = fc.array(part, { minLength: 1, maxLength: 5 });
const join = ([kind, ...rest]: readonly string[]): string => entityId(kind as string, ...rest);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an entity id', () => {
  it('gives back the parts that it was made of, whatever they hold', () => {
    fc.assert(
      fc.property(parts, (given) => expect(entityParts(join(given))).toEqual(given)),
      { numRuns: 500 },
    );
  });

  it('is another for other parts', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(join(one) === join(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('reads as its parts where none holds a separator', () =>
    expect(entityId('kpi-return', 'long-term-stability', '2023-24')).toBe('kpi-return/long-term-stability/2023-24'));
});

describe('the ids of a command', () => {
  it('are name-based (RFC 9562, version 5), so that a retry names the same command, events and batches', () => {
    const outturn = v5('outturn.ledger', '6ba7b810-9dad-11d1-80b4-00c04fd430c8');
    fc.assert(
      fc.property(part, part, part, fc.nat({ max: 100_000 }), (ledger, actor, key, index) => {
        const command = commandIdOf(ledger, actor, key);
        expect(command).toBe(v5(entityId('command', ledger, actor, key), outturn));
        expect(eventIdOf(command, index)).toBe(v5(String(index), command));
        expect(batchIdOf(command, index)).toBe(v5(`batch ${index}`, command));
        expect([command, eventIdOf(command, index), batchIdOf(command, index)].every((id) => uuid.test(id))).toBe(true);
      }),
    );
  });

  it('stay what they were in every ledger that exists', () =>
    expect([commandIdOf('walsall', 'someone', 'key'), eventIdOf(commandIdOf('walsall', 'someone', 'key'), 0)]).toEqual([
      'e562e726-99df-5c43-8b58-d8f77f2fa481',
      '2e4d1e29-7c37-5c6d-ab2e-e485131ddccd',
    ]));

  it('differ where ledger, actor or key differ, also when a part holds the separator', () => {
    const ids = [
      ['walsall', 'a', 'b/c'],
      ['walsall', 'a/b', 'c'],
      ['walsall/a', 'b', 'c'],
      ['dudley', 'a', 'b/c'],
    ].map(([ledger, actor, key]) => commandIdOf(ledger as string, actor as string, key as string));
    expect(new Set(ids).size).toBe(4);
  });

  it('differ from event to event and from batch to batch', () => {
    const command = commandIdOf('walsall', 'someone', 'key');
    const ids = Array.from({ length: 200 }, (_, index) => [
      eventIdOf(command, index),
      batchIdOf(command, index),
    ]).flat();
    expect(new Set([command, ...ids]).size).toBe(401);
  });
});

describe('a ledger is named by lower-case letters, digits and hyphens, because its name is a file name', () => {
  it.each(['walsall', 'england', 'a', 'bath-and-north-east-somerset', 'a'.repeat(63)])('%s', (name) =>
    expect(isLedgerId(name)).toBe(true),
  );

  it.each(['', 'Walsall', '1st', '-a', '../walsall', 'a/b', 'a.b', 'a b', 'a\n', 'é', 'a'.repeat(64)])(
    'not %j',
    (name) => expect(isLedgerId(name)).toBe(false),
  );
});

describe('an id of an actor', () => {
  it('is short and plain', () => {
    expect(['mary', 'm.field', 'mary@walsall', 'M-1_2', 'a'.repeat(64)].every(isActorId)).toBe(true);
    expect(['', '.mary', '-x', 'a b', 'a/b', 'mary\n', 'a'.repeat(65), 'märy'].filter(isActorId)).toEqual([]);
  });
});
