import * as fc from 'fast-check';
import { benchmarkLives } from './benchmark/benchmark.history.fixture.js';
import { indicatorLives } from './indicator/indicator.history.fixture.js';
import { kpiReturnLives } from './kpi-return/kpi-return.history.fixture.js';
import type { viewsOfNouns } from './nouns.js';
import { planActionLives } from './plan-action/plan-action.history.fixture.js';
import { releaseLives } from './release/release.history.fixture.js';
import { roundLives } from './round/round.history.fixture.js';
import { targetLives } from './target/target.history.fixture.js';
import type { ToldEvent } from './view-story.fixture.js';

// Histories that can be: random commands, told to the real deciders. A noun that has views and none of them is missing here.
const livesOfNouns: Readonly<Record<keyof typeof viewsOfNouns, readonly fc.Arbitrary<ToldEvent[]>[]>> = {
  indicator: indicatorLives,
  'kpi-return': kpiReturnLives,
  target: targetLives,
  benchmark: benchmarkLives,
  release: releaseLives,
  'plan-action': planActionLives,
  round: roundLives,
};
const everyLife = Object.values(livesOfNouns).flat();

/** The lives of several entities, one after the other as often as they have something to say. */
export const histories: fc.Arbitrary<ToldEvent[]> = fc
  .tuple(fc.tuple(...everyLife), fc.infiniteStream(fc.nat(everyLife.length - 1)))
  .map(([lives, turns]) => {
    const waiting = lives.map((events) => [...events]);
    const history: ToldEvent[] = [];
    for (const turn of turns) {
      const whose = waiting[turn]?.length === 0 ? waiting.find((events) => events.length > 0) : waiting[turn];
      const event = whose?.shift();
      if (event === undefined) return history;
      history.push(event);
    }
    return history;
  });
