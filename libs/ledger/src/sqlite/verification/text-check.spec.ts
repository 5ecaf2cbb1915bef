import type { Fault } from './fault.js';
import { REDACTION, type KeptLedger } from './kept-ledger.fixture.js';
import { Scene } from './scene.fixture.js';

const scene = new Scene();

describe('a text', () => {
  const said = (index = 3): KeptLedger['texts'][number] => scene.kept.texts[index] as KeptLedger['texts'][number];
  const redacted = (): KeptLedger['texts'][number] => said(-1 + scene.kept.texts.length);

  it('that was redacted is reported as redacted, not as tampering', async () => {
    expect(await scene.verified()).toMatchObject({ faults: [], redactedTexts: 1 });
  });

  it('that was redacted counts once, however often it had been said', async () => {
    const { digest } = redacted();
    const columns = 'entity, field, salt, text, redacted_at';
    scene.ledger.run(
      `INSERT INTO text (digest, command_id, ${columns}) SELECT digest, 'another', ${columns} FROM text WHERE digest = ?`,
      digest,
    );
    expect(await scene.verified()).toMatchObject({ faults: [{ kind: 'TextUnmentioned' }], redactedTexts: 1 });
  });

  const tampered: Record<string, { sql: string; kind: Fault['kind'] }> = {
    'that was changed': { sql: "text = text || '.'", kind: 'TextDiffers' },
    'whose salt was changed': { sql: 'salt = randomblob(16)', kind: 'TextDiffers' },
    'whose beginning was moved into its salt': {
      sql: 'salt = salt || CAST(substr(text, 1, 3) AS BLOB), text = substr(text, 4)',
      kind: 'TextDiffers',
    },
    'that was moved into its salt whole': { sql: "salt = salt || CAST(text AS BLOB), text = ''", kind: 'TextDiffers' },
    'that was emptied': { sql: "text = ''", kind: 'TextDiffers' },
    'that was made a number': { sql: 'text = 5', kind: 'TextDiffers' },
    'that was taken out with its salt': { sql: 'salt = NULL, text = NULL', kind: 'TextMissing' },
    'that was taken out as if by an event': { sql: 'salt = NULL, text = NULL, redacted_at = 297', kind: 'TextMissing' },
    'whose words alone were taken out': { sql: 'text = NULL', kind: 'TextMissing' },
    'whose salt alone was taken out': { sql: 'salt = NULL', kind: 'TextMissing' },
    'whose salt was made a text': { sql: 'salt = CAST(salt AS TEXT)', kind: 'TextDiffers' },
    'that is said to be redacted and is there': { sql: 'redacted_at = 297', kind: 'TextDiffers' },
    'that was given to another field': { sql: "field = 'source'", kind: 'TextUnmentioned' },
    'that was given to another command': {
      sql: "command_id = '00000000-0000-5000-8000-000000000000'",
      kind: 'TextUnmentioned',
    },
  };
  it.each(Object.entries(tampered))('%s is named by the event that says it', async (_name, { sql, kind }) => {
    scene.ledger.run(`UPDATE text SET ${sql} WHERE digest = ?`, said().digest);
    expect(await scene.verified()).toMatchObject({ faults: [{ position: said().position, kind }], redactedTexts: 1 });
  });

  it('that was deleted is named by the event that says it', async () => {
    scene.ledger.run('DELETE FROM text WHERE digest = ?', said().digest);
    expect(await scene.kinds()).toEqual([`${said().position}: TextMissing`]);
  });

  it('that no event mentions is named, unless a damaged event may have mentioned it', async () => {
    scene.ledger.run(
      "INSERT INTO text (digest, entity, command_id, field, salt, text) VALUES (?, 'a', 'c', 'f', x'00', 'A rumour.')",
      `sha256:${'0'.repeat(64)}`,
    );
    expect(await scene.kinds()).toEqual(['ledger: TextUnmentioned']);
    scene.ledger.write(10, 'damaged');
    expect(await scene.kinds()).not.toContain('ledger: TextUnmentioned');
  });

  it('that stands in another one’s place is named by both events', async () => {
    const [one, other] = [said(3), said(4)];
    scene.ledger.run("UPDATE text SET digest = 'none' WHERE digest = ?", one.digest);
    scene.ledger.run('UPDATE text SET digest = ? WHERE digest = ?', one.digest, other.digest);
    scene.ledger.run("UPDATE text SET digest = ? WHERE digest = 'none'", other.digest);
    expect(await scene.faults()).toHaveLength(2);
    expect((await scene.faults()).every(({ kind }) => kind === 'TextDiffers')).toBe(true);
  });

  it('that was redacted and put back is named: it should not be there', async () => {
    const { text, salt } = scene.kept.redacted;
    scene.ledger.run(
      'UPDATE text SET text = ?, salt = ? WHERE digest = ?',
      text,
      Buffer.from(salt, 'hex'),
      redacted().digest,
    );
    expect(await scene.kinds()).toEqual([`${redacted().position}: RedactedTextKept`]);
    scene.ledger.run('UPDATE text SET salt = NULL WHERE digest = ?', redacted().digest);
    expect(await scene.kinds()).toEqual([`${redacted().position}: RedactedTextKept`]);
  });

  it('that was redacted is named where another event is said to have done it', async () => {
    scene.ledger.run('UPDATE text SET redacted_at = 5 WHERE digest = ?', redacted().digest);
    expect(await scene.kinds()).toEqual([`${redacted().position}: TextDiffers`]);
  });

  it('that was redacted is named where the event that did it was rewritten to say something else', async () => {
    scene.ledger.forge(REDACTION, ({ data }) => (data['digest'] = said().digest));
    scene.ledger.rehash();
    expect(new Set(await scene.kinds())).toEqual(
      new Set([`${redacted().position}: TextMissing`, `${said().position}: RedactedTextKept`]),
    );
  });
});
