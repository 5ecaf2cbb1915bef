import { HEAD, LONE } from './kept-ledger.fixture.js';
import { named, Scene } from './scene.fixture.js';

const scene = new Scene();

describe('events that are out of their place', () => {
  it('are named where one was deleted', async () => {
    scene.ledger.run('DELETE FROM event WHERE position = ?', LONE);
    const found = await scene.faults();
    expect(named(found, 'PositionMissing')).toEqual([LONE]);
    expect(named(found, 'LeafDiffers')).toEqual([]);
  });

  it('are named where many were deleted, the first among them', async () => {
    scene.ledger.run('DELETE FROM event WHERE position < 4 OR position BETWEEN 100 AND 120');
    expect(named(await scene.faults(), 'PositionMissing')).toEqual([
      1,
      2,
      3,
      ...Array.from({ length: 21 }, (_, index) => 100 + index),
    ]);
  });

  it('are told as one gap where more are missing than anyone reads', async () => {
    scene.ledger.run('UPDATE event SET position = 1000000 WHERE position = ?', HEAD);
    const missing = (await scene.faults()).filter(({ kind }) => kind === 'PositionMissing');
    expect(missing).toHaveLength(1_001);
    expect(missing.at(-1)).toMatchObject({ position: 1_300, detail: 'the events up to 999999 are missing as well' });
  });

  it('are named where the last were deleted', async () => {
    scene.ledger.run('DELETE FROM event WHERE position > 297');
    expect(await scene.kinds()).toEqual(['298: FrontierDiffers']);
  });

  it('are named where the last batch is not whole', async () => {
    scene.ledger.run('DELETE FROM event WHERE position > 299');
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual(['299: BatchBroken']);
  });

  it('are named where one was put in behind the head', async () => {
    scene.ledger.run(
      'INSERT INTO event (position, bytes, leaf) SELECT ?, bytes, leaf FROM event WHERE position = ?',
      HEAD + 1,
      LONE,
    );
    scene.ledger.forge(HEAD + 1, (event) => {
      const { recordedAt, knownFrom } = scene.ledger.event(HEAD);
      Object.assign(event, { position: HEAD + 1, entity: 'return/new', entityVersion: 1, recordedAt, knownFrom });
    });
    expect(await scene.kinds()).toEqual([`${HEAD + 1}: LeafDiffers`, `${HEAD + 1}: FrontierDiffers`]);
  });

  it('are named where one was put in between two others, which moves all behind it', async () => {
    scene.ledger.run('UPDATE event SET position = -position WHERE position > ?', LONE);
    scene.ledger.run('UPDATE event SET position = 1 - position WHERE position < 0');
    scene.ledger.run(
      'INSERT INTO event (position, bytes, leaf) SELECT ?, bytes, leaf FROM event WHERE position = ?',
      LONE + 1,
      LONE,
    );
    scene.ledger.forge(LONE + 1, (event) => {
      Object.assign(event, { position: LONE + 1, entity: 'return/new', entityVersion: 1 });
    });
    scene.ledger.rehash();
    const found = await scene.faults();
    expect(named(found, 'WrongPlace')).toEqual(Array.from({ length: HEAD - LONE }, (_, index) => LONE + 2 + index));
  });

  it.each([0, -1, -(2 ** 40)])('are named where one was put in at position %p', async (position) => {
    scene.ledger.run(
      'INSERT INTO event (position, bytes, leaf) SELECT ?, bytes, leaf FROM event WHERE position = 1',
      position,
    );
    const found = await scene.faults();
    expect(named(found, 'WrongPlace')).toEqual([position]);
    expect(named(found, 'PositionMissing')).toEqual([]);
  });

  it('are named where two were put in each other’s place', async () => {
    scene.ledger.run('UPDATE event SET position = -1 WHERE position = 85');
    scene.ledger.run('UPDATE event SET position = 85 WHERE position = 86');
    scene.ledger.run('UPDATE event SET position = 86 WHERE position = -1');
    expect(named(await scene.faults(), 'WrongPlace')).toEqual([85, 86]);
    scene.ledger.rehash();
    expect(named(await scene.faults(), 'WrongPlace')).toEqual([85, 86]);
  });

  it('are named where one is of another ledger', async () => {
    scene.ledger.forge(LONE, (event) => Object.assign(event, { ledger: 'dudley' }));
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${LONE}: WrongPlace`]);
  });

  it('are named where one was recorded before the one in front of it', async () => {
    scene.ledger.forge(LONE, (event) => Object.assign(event, { recordedAt: '2020-01-01T00:00:00.000Z' }));
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${LONE}: ClockFalls`]);
  });

  it('are named where one was known before the one in front of it', async () => {
    scene.ledger.forge(LONE, (event) => Object.assign(event, { knownFrom: '2020-01-01T00:00:00.000Z' }));
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${LONE}: ClockFalls`]);
  });

  it('are named where a version of an entity was left out or used twice', async () => {
    scene.ledger.forge(LONE, (event) => Object.assign(event, { entityVersion: event.entityVersion + 1 }));
    scene.ledger.rehash();
    expect(named(await scene.faults(), 'EntityVersionBroken').length).toBeGreaterThan(0);
  });

  it('are named where one has an id that is not its command’s, and not those behind it', async () => {
    scene.ledger.forge(LONE, (event) => Object.assign(event, { eventId: '00000000-0000-5000-8000-000000000000' }));
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${LONE}: EventIdDiffers`]);
  });

  it('are named where one has the id of another event of its command', async () => {
    const second = scene.ledger.event(HEAD - 1);
    scene.ledger.forge(HEAD, (event) => Object.assign(event, { eventId: second.eventId }));
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${HEAD}: EventIdDiffers`]);
  });

  it('are named where a batch does not begin at its beginning', async () => {
    scene.ledger.forge(LONE, (event) => Object.assign(event, { batch: { ...event.batch, index: 1, size: 2 } }));
    scene.ledger.rehash();
    expect(named(await scene.faults(), 'BatchBroken')).toEqual([LONE]);
  });
});
