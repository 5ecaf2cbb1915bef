import { StagedUploads } from './staged-uploads.js';

const file = (ledger: string, bytes = 10) => ({
  files: [{ name: 'returns.csv', bytes: Buffer.alloc(bytes) }],
  dictionary: null,
  actor: 'mary',
  ledger,
});

describe('a file between its preview and its confirmation', () => {
  it('is there for who sent it, in the ledger that it was sent to', () => {
    const uploads = new StagedUploads();
    const id = uploads.stage(file('walsall'));
    expect(uploads.find(id, 'mary', 'walsall')).toEqual(file('walsall'));
    expect(uploads.find(id, 'tom', 'walsall')).toBeNull();
    expect(uploads.find(id, 'mary', 'dudley')).toBeNull();
  });

  it('is gone once it was taken, and after an hour', () => {
    let now = 0;
    const uploads = new StagedUploads(undefined, undefined, () => now);
    const [taken, left] = [uploads.stage(file('walsall')), uploads.stage(file('walsall'))];
    uploads.drop(taken);
    expect(uploads.find(taken, 'mary', 'walsall')).toBeNull();
    now = 3_599_999;
    expect(uploads.find(left, 'mary', 'walsall')).not.toBeNull();
    now = 3_600_000;
    expect(uploads.find(left, 'mary', 'walsall')).toBeNull();
  });

  it('makes room in its own council for a newer one, by number and by size, and in no other', () => {
    const uploads = new StagedUploads({ files: 2, bytes: 25 });
    const dudley = uploads.stage(file('dudley'));
    const [first, second] = [uploads.stage(file('walsall')), uploads.stage(file('walsall'))];
    const third = uploads.stage(file('walsall'));
    const found = (...ids: string[]) => ids.map((id) => uploads.find(id, 'mary', 'walsall') !== null);
    expect(found(first, second, third)).toEqual([false, true, true]);
    const large = uploads.stage(file('walsall', 20));
    expect(found(second, third, large)).toEqual([false, false, true]);
    expect(uploads.find(dudley, 'mary', 'dudley')).not.toBeNull();
  });

  it('of a council that fills all the room there is makes way for one of a council that has less', () => {
    const uploads = new StagedUploads({ files: 10, bytes: 100 }, { files: 100, bytes: 100 });
    const full = [1, 2, 3].map(() => uploads.stage(file('walsall', 30)));
    const small = uploads.stage(file('dudley', 20));
    expect(uploads.find(small, 'mary', 'dudley')).not.toBeNull();
    expect(full.map((id) => uploads.find(id, 'mary', 'walsall') !== null)).toEqual([false, true, true]);
  });
});
