import { StagedUploads } from './staged-uploads.js';

describe('a file between its preview and its confirmation', () => {
  const uploads = new StagedUploads();
  const file = { name: 'returns.csv', bytes: Buffer.from('indicator'), actor: 'mary', ledger: 'walsall' };

  it('is there for who sent it, in the ledger that it was sent to', () => {
    const id = uploads.stage(file);
    expect(uploads.find(id, 'mary', 'walsall')).toEqual(file);
    expect(uploads.find(id, 'tom', 'walsall')).toBeNull();
    expect(uploads.find(id, 'mary', 'dudley')).toBeNull();
  });

  it('is gone once it was taken', () => {
    const id = uploads.stage(file);
    uploads.drop(id);
    expect(uploads.find(id, 'mary', 'walsall')).toBeNull();
  });
});
