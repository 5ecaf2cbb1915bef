import { LedgerDamaged } from '../../errors.js';
import { HEAD, LONE } from './kept-ledger.fixture.js';
import { Scene } from './scene.fixture.js';

const scene = new Scene();

describe('what stands beside the bytes is named where it was changed in the file itself:', () => {
  const row = (): { leaf: Buffer; entity: Buffer; version: number; command: Buffer } => {
    const { entity, entityVersion, commandId } = scene.ledger.event(LONE);
    return {
      leaf: scene.ledger.leaf(LONE),
      entity: Buffer.from(entity),
      version: entityVersion,
      command: Buffer.from(commandId),
    };
  };
  // A row of the file is its values one behind the other; the columns stand behind the leaf.
  const columns = (): Buffer => {
    const { leaf, entity, version, command } = row();
    return Buffer.concat([leaf, entity, Buffer.from([version]), command]);
  };

  it('the leaf', async () => {
    scene.ledger.overwrite(columns(), (bytes) => bytes.fill(7, 0, 4));
    expect(await scene.kinds()).toEqual([`${LONE}: LeafDiffers`]);
  });

  it('the entity', async () => {
    scene.ledger.overwrite(columns(), (bytes) => bytes.write('R', 32));
    expect(await scene.kinds()).toEqual([`${LONE}: ColumnDiffers`, 'ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the version of the entity', async () => {
    const { entity, version } = row();
    scene.ledger.overwrite(columns(), (bytes) => bytes.writeUInt8(version + 1, 32 + entity.length));
    expect(await scene.kinds()).toEqual([`${LONE}: ColumnDiffers`, 'ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the command', async () => {
    scene.ledger.overwrite(columns(), (bytes) => bytes.write('0', bytes.length - 1));
    expect(await scene.kinds()).toEqual([`${LONE}: ColumnDiffers`, 'ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the index of entities, by which the events of an entity are found', async () => {
    const { entity, version } = row();
    const entry = Buffer.concat([entity, Buffer.from([version, LONE])]);
    scene.ledger.overwrite(entry, (bytes) => bytes.write('~', entity.length - 1));
    expect(await scene.kinds()).toContain(`${LONE}: IndexDiffers`);
  });

  it('the index of commands, by which a retry is recognised', async () => {
    const entry = Buffer.concat([row().command, Buffer.from([LONE])]);
    scene.ledger.overwrite(entry, (bytes) => bytes.write('~', 35));
    expect(await scene.kinds()).toEqual(['ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the head of a page, so that the file cannot be read to its end', async () => {
    scene.ledger.breakPageOf(columns());
    await expect(scene.verified()).rejects.toThrow(LedgerDamaged);
  });

  it.each(['event_by_entity', 'event_by_command'])('an index that was taken away: %s', async (index) => {
    scene.ledger.run(`DROP INDEX ${index}`);
    await expect(scene.verified()).rejects.toThrow(`no such index: ${index}`);
  });
});

describe('the Merkle tree beside the events is not trusted:', () => {
  const flip = (column: string): string => `CAST(x'${'ff'.repeat(8)}' || substr(${column}, 9) AS BLOB)`;

  it.each([
    ['a changed tile of leaves', 0],
    ['a changed tile above it', 1],
  ])('%s', async (_name, level) => {
    scene.ledger.run(`UPDATE merkle_tile SET hashes = ${flip('hashes')} WHERE level = ?`, level);
    expect(await scene.faults()).toMatchObject([
      { position: null, kind: 'TileDiffers', detail: `tile ${level}/0 is not that of the stored events` },
    ]);
  });

  it('a tile that is missing', async () => {
    scene.ledger.run('DELETE FROM merkle_tile WHERE level = 1');
    expect(await scene.faults()).toMatchObject([
      { kind: 'TileDiffers', detail: 'level 1 keeps 0 hashes where 1 belong' },
    ]);
  });

  it('a tile too many', async () => {
    scene.ledger.run('INSERT INTO merkle_tile VALUES (2, 0, ?)', Buffer.alloc(32));
    expect(await scene.kinds()).toEqual(['ledger: TileDiffers']);
  });

  it('a tile of leaves that was begun too early', async () => {
    scene.ledger.run(
      'INSERT INTO merkle_tile VALUES (0, 1, ?)',
      Buffer.concat([scene.ledger.leaf(257), scene.ledger.leaf(258)]),
    );
    expect(await scene.kinds()).toEqual(['ledger: TileDiffers']);
  });

  it('a changed frontier', async () => {
    scene.ledger.run(`UPDATE merkle_frontier SET peaks = ${flip('peaks')}`);
    expect(await scene.kinds()).toEqual(['ledger: FrontierDiffers']);
  });

  it('a frontier of another size', async () => {
    scene.ledger.run('UPDATE merkle_frontier SET size = size - 1');
    expect(await scene.kinds()).toEqual([`${HEAD}: FrontierDiffers`]);
  });

  it('no frontier', async () => {
    scene.ledger.run('DELETE FROM merkle_frontier');
    expect(await scene.kinds()).toEqual(['ledger: FrontierDiffers']);
  });
});
