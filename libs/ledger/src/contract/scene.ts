import type { Ledger } from '../ledger.js';
import { contractViews } from './contract-views.js';
import { StandingClock, type LedgerAdapter, type LedgerSetting, type LedgerUnderTest } from './ledger-adapter.js';

/** A fresh ledger with one handle open, and whatever a test opens besides. */
export interface Scene {
  readonly ledger: Ledger;
  readonly clock: StandingClock;
  readonly underTest: LedgerUnderTest;
  /** Another handle on the same ledger. */
  readonly another: () => Promise<Ledger>;
  /** Closes every handle and opens one: what is remembered now was stored. */
  readonly reopened: () => Promise<Ledger>;
}

/** Plays a test on a fresh ledger and clears everything away, whatever comes of it. */
export async function onFreshLedger(
  adapter: LedgerAdapter,
  play: (scene: Scene) => Promise<void>,
  setting: Partial<LedgerSetting> = {},
): Promise<void> {
  const clock = new StandingClock();
  const underTest = await adapter.create({ views: contractViews, clock, ...setting });
  let handles: Ledger[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(handles.map((handle) => handle.close()));
    handles = [];
  };
  const another = async (): Promise<Ledger> => {
    const handle = await underTest.open();
    handles.push(handle);
    return handle;
  };
  const reopened = async (): Promise<Ledger> => {
    await closeAll();
    return another();
  };
  try {
    await play({ ledger: await another(), clock, underTest, another, reopened });
  } finally {
    await closeAll();
    await underTest.remove();
  }
}
