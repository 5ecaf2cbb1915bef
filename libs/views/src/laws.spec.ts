import * as fc from 'fast-check';
import { eventCatalogue } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { views } from './index.js';
import { histories } from './random-history.fixture.js';
import { fold, placed } from './view-story.fixture.js';

const past = histories.map((events) => placed(events));
const split = past.chain((events) =>
  fc.nat(events.length).map((at) => [events.slice(0, at), events.slice(at)] as const),
);
const rowsOf = (view: (typeof views)[number], events: readonly EventEnvelope[]) => [...fold(view, events)];

describe.each(views.map((view) => ({ name: view.name, view })))('the view "$name"', ({ view }) => {
  it('is the same whether it is folded at once or goes on from the rows that it had', () => {
    fc.assert(
      fc.property(split, ([a, b]) => {
        expect(fold(view, b, fold(view, a))).toEqual(fold(view, [...a, ...b]));
      }),
    );
  });

  it('gives the same rows for the same events, and changes no event', () => {
    fc.assert(
      fc.property(past, (events) => {
        const before = structuredClone(events);
        expect(rowsOf(view, events)).toEqual(rowsOf(view, structuredClone(events)));
        expect(events).toEqual(before);
      }),
    );
  });

  it('has at a past position what it had then, whatever came later', () => {
    fc.assert(
      fc.property(split, ([a, b]) => {
        const then = structuredClone([...fold(view, a)]);
        const rows = fold(view, a);
        fold(view, b, rows);
        expect([...rows]).toEqual(then);
      }),
    );
  });

  it('deals with types of event that the catalogue knows', () => {
    const known = new Set<string>(eventCatalogue.map(({ type }) => type));
    expect([...view.handles].filter((type) => !known.has(type))).toEqual([]);
  });
});

describe('the views together', () => {
  it('deal with every event that says something about a figure, a target, a comparator, an action or a round', () => {
    const handled = new Set(views.flatMap((view) => [...view.handles]));
    const passedOver = eventCatalogue.filter(({ type }) => !handled.has(type));
    expect(passedOver.filter(({ entity }) => entity !== 'ledger')).toEqual([]);
  });

  it('have a name each, which can name a table', () => {
    const names = views.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z_]+$/.test(name))).toEqual([]);
  });
});

describe('the random histories', () => {
  it('reach every type of event that the views deal with but those of wording, leads and dates', () => {
    const types = new Set(
      fc.sample(histories, { numRuns: 500, seed: 1 }).flatMap((events) => events.map(({ event }) => event.type)),
    );
    const missed = views.flatMap((view) => [...view.handles]).filter((type) => !types.has(type));
    expect(missed).toEqual(['ActionReworded', 'ActionRescheduled', 'ActionLeadReassigned']);
  });
});
