import { sealText } from '@outturn/kernel';
import type { Ledger, TextToKeep } from '../ledger.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { commandOf, said, say, together } from './sayings.js';
import { onFreshLedger } from './scene.js';

const WORDS = 'Two placements ended in May;\r\nrecruitment of carers slipped by a quarter \u2013 \u{1F600}\u0000.';

/** Says an event that holds the digest of a text, and keeps the text beside it. */
async function comment(
  ledger: Ledger,
  words: string,
  key: string,
  entity = 'a',
  field = 'commentary',
): Promise<TextToKeep> {
  const salt = ledger
    .read((reader) => reader.textsOf(entity))
    .find((kept) => sealText(words, kept.salt).digest === kept.digest)?.salt;
  const text = { ...sealText(words, salt), entity, field, commandId: commandOf({ ledger: ledger.id }, key) };
  await say(ledger, { key, ...together(said(entity, { commentary: text.digest })), texts: [text] });
  return text;
}

const redact = (ledger: Ledger, digest: string): Promise<unknown> =>
  say(ledger, { ...together(said('redaction', { digest })), redact: [digest] });

export function textRules(adapter: LedgerAdapter): void {
  it('a text is found by its digest, also after reopening, and no other digest finds one', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const { digest, salt } = await comment(ledger, WORDS, 'K');
      const empty = await comment(ledger, '', 'K2', 'b');
      const found = (handle: Ledger): unknown =>
        handle.read((reader) => [digest, empty.digest, 'sha256:unknown'].map((name) => reader.text(name)));
      const expected = [{ salt, text: WORDS }, { salt: empty.salt, text: '' }, null];
      expect(found(ledger)).toEqual(expected);
      expect(found(await reopened())).toEqual(expected);
    }));

  it('the same text of one entity has the same salt, hence the same digest; of another entity, another', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const first = await comment(ledger, WORDS, 'K1');
      const again = await comment(ledger, WORDS, 'K2');
      const elsewhere = await comment(ledger, WORDS, 'K3', 'b');
      expect([again.digest === first.digest, elsewhere.digest === first.digest]).toEqual([true, false]);
      ledger.read((reader) => {
        expect(reader.text(first.digest)).toEqual({ salt: first.salt, text: WORDS });
        expect(new Set(reader.textsOf('a').map(({ digest, salt }) => `${digest} ${salt.toString('hex')}`)).size).toBe(
          1,
        );
        expect(reader.textsOf('a')[0]?.salt).toEqual(first.salt);
        expect(reader.textsOf('nobody')).toEqual([]);
      });
    }));

  it('every command finds the texts that came with it, also those that another had brought before', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const first = await comment(ledger, WORDS, 'K1');
      await comment(ledger, WORDS, 'K2', 'a', 'reason');
      const again = await reopened();
      again.read((reader) => {
        const of = (key: string): unknown => reader.textsOfCommand(commandOf(reader, key));
        expect(of('K1')).toEqual([{ field: 'commentary', digest: first.digest, salt: first.salt }]);
        expect(of('K2')).toEqual([{ field: 'reason', digest: first.digest, salt: first.salt }]);
        expect(of('K3')).toEqual([]);
      });
    }));

  it('a redacted text and its salt are gone; what reads in their place is the position that removed them', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const gone = await comment(ledger, WORDS, 'K1');
      await comment(ledger, WORDS, 'K2');
      const stays = await comment(ledger, 'Another text.', 'K3');
      const before = ledger.read((reader) => ({ records: [...reader.records(1, 3)], root: reader.rootAt(3) }));
      await redact(ledger, gone.digest);
      await say(ledger, together(said('a')));
      await redact(ledger, gone.digest);
      await redact(ledger, 'sha256:unknown');
      const again = await reopened();
      again.read((reader) => {
        expect(reader.text(gone.digest)).toEqual({ redactedAt: 4 });
        expect(reader.text(stays.digest)).toEqual({ salt: stays.salt, text: 'Another text.' });
        expect(reader.text('sha256:unknown')).toBeNull();
        expect(reader.textsOf('a')).toEqual([{ digest: stays.digest, salt: stays.salt }]);
        for (const key of ['K1', 'K2']) {
          const redacted = { field: 'commentary', digest: gone.digest, salt: null };
          expect(reader.textsOfCommand(commandOf(reader, key))).toEqual([redacted]);
        }
        const told = JSON.stringify(reader.texts());
        expect([told.includes(WORDS), told.includes(gone.salt.toString('hex'))]).toEqual([false, false]);
        // Root and proofs rest on the events, which never held the text.
        expect({ records: [...reader.records(1, 3)], root: reader.rootAt(3) }).toEqual(before);
      });
    }));

  it('the same words said again after a redaction are a new text with a new salt', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const gone = await comment(ledger, WORDS, 'K1');
      await redact(ledger, gone.digest);
      const again = await comment(ledger, WORDS, 'K2');
      expect(again.digest).not.toBe(gone.digest);
      expect(ledger.read((reader) => [reader.text(gone.digest), reader.text(again.digest)])).toEqual([
        { redactedAt: 2 },
        { salt: again.salt, text: WORDS },
      ]);
    }));

  it('every text is listed for an export, with its salt in hex or the place where it was', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const kept = await comment(ledger, WORDS, 'K1');
      const gone = await comment(ledger, 'Gone soon.', 'K2', 'b');
      await redact(ledger, gone.digest);
      const listed = ({ digest, entity, field, commandId }: TextToKeep): object => ({
        digest,
        entity,
        field,
        commandId,
      });
      const expected = [
        { ...listed(kept), salt: kept.salt.toString('hex'), text: WORDS, redactedAt: null },
        { ...listed(gone), salt: null, text: null, redactedAt: 3 },
      ];
      expect(ledger.read((reader) => reader.texts())).toEqual(
        kept.digest < gone.digest ? expected : expected.toReversed(),
      );
    }));

  it('a text that is not sealed as its digest says, with a salt of 16 bytes, is never kept, and its event is not written', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const { salt, digest } = sealText('It is unlikely to be met.');
      const place = { digest, entity: 'a', field: 'commentary', commandId: commandOf({ ledger: ledger.id }, 'K') };
      const unsealed: readonly Pick<TextToKeep, 'salt' | 'text'>[] = [
        { salt: Buffer.concat([salt, Buffer.from('It is un')]), text: 'likely to be met.' },
        { salt: salt.subarray(1), text: 'It is unlikely to be met.' },
        { salt: Buffer.alloc(0), text: 'It is unlikely to be met.' },
        { salt, text: 'It is likely to be met.' },
      ];
      for (const each of unsealed) {
        const saying = { key: 'K', ...together(said('a', { commentary: digest })), texts: [{ ...place, ...each }] };
        await expect(say(ledger, saying)).rejects.toThrow(RangeError);
      }
      expect(ledger.read((reader) => [reader.position, reader.text(digest), reader.texts()])).toEqual([0, null, []]);
    }));

  it('no event holds a text', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const { salt, digest } = await comment(ledger, WORDS, 'K1');
      const bytes = ledger
        .read((reader) => [...reader.records(1, 1)])
        .map((record) => record.bytes)
        .join();
      expect([bytes.includes(digest), bytes.includes('placements'), bytes.includes(salt.toString('hex'))]).toEqual([
        true,
        false,
        false,
      ]);
    }));
}
