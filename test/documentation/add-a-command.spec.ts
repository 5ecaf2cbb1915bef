import { Command, IsLabel, IsSealedText, sealedFieldsOf } from '@outturn/domain';
import { validateCommand } from '@outturn/application';
import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision, TextDigest } from '@outturn/kernel';
import { build, given, sealed } from '@outturn/testing';
import { neverFirst } from '../../libs/domain/src/never-first.js';

// The code that docs/how-to/add-a-command.md quotes: an entity that Outturn does not have, in the shape of those it has.

// docs:start commands
/** Makes a pledge to the children in care. */
export class MakePledge extends Command('MakePledge') {
  @IsLabel(60) ref: string;
  @IsSealedText() wording: string;
}

/** Says that a pledge was kept, and what shows it. */
export class KeepPledge extends Command('KeepPledge') {
  @IsLabel(60) ref: string;
  @IsSealedText() evidence: string;
}
// docs:end commands

// docs:start events
export type PledgeEvent =
  | {
      readonly type: 'PledgeMade';
      readonly schemaVersion: 1;
      readonly data: { readonly ref: string; readonly wording: TextDigest };
    }
  | {
      readonly type: 'PledgeKept';
      readonly schemaVersion: 1;
      readonly data: { readonly ref: string; readonly evidence: TextDigest };
    };
// docs:end events

// docs:start state
export type PledgeState =
  | { readonly status: 'unknown' }
  | { readonly status: 'made'; readonly wording: TextDigest }
  | { readonly status: 'kept'; readonly wording: TextDigest };

export type PledgeCommand = MakePledge | KeepPledge;

export type PledgeRejection =
  | { readonly kind: 'UnknownPledge'; readonly field: 'ref'; readonly ref: string }
  | { readonly kind: 'PledgeIsMade'; readonly field: 'ref'; readonly ref: string };

/** A pledge rests on nothing beside itself. */
export type PledgeFacts = Readonly<Record<string, never>>;

/** `pledge/<ref>` */
export const pledgeEntity = ({ ref }: { readonly ref: string }): string => entityId('pledge', ref);
// docs:end state

// docs:start decider
type Outcome = Decision<PledgeEvent, PledgeRejection>;

/** Makes a pledge and records that it was kept. */
export const pledgeDecider: Decider<PledgeState, PledgeCommand, PledgeEvent, PledgeFacts, PledgeRejection> = {
  initial: { status: 'unknown' },

  decide(state, command) {
    if (command instanceof MakePledge) return make(state, command);
    if (command instanceof KeepPledge) return keep(state, command);
    return unreachable(command);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'PledgeMade':
        return { status: 'made', wording: event.data.wording };
      case 'PledgeKept':
        return state.status === 'unknown' ? neverFirst(event) : { ...state, status: 'kept' };
      default:
        return unreachable(event);
    }
  },
};

function make(state: PledgeState, { ref, wording }: MakePledge): Outcome {
  if (state.status === 'unknown') return accept({ type: 'PledgeMade', schemaVersion: 1, data: { ref, wording } });
  return state.wording === wording ? unchanged : reject({ kind: 'PledgeIsMade', field: 'ref', ref });
}

function keep(state: PledgeState, { ref, evidence }: KeepPledge): Outcome {
  if (state.status === 'unknown') return reject({ kind: 'UnknownPledge', field: 'ref', ref });
  if (state.status === 'kept') return unchanged;
  return accept({ type: 'PledgeKept', schemaVersion: 1, data: { ref, evidence } });
}
// docs:end decider

// docs:start spec
const wording = sealed('You will have a say in your review');
const made: PledgeEvent = { type: 'PledgeMade', schemaVersion: 1, data: { ref: 'P1', wording } };

describe('a pledge', () => {
  const evidence = sealed('Nine in ten took part');
  const keepIt = build(KeepPledge, { ref: 'P1', evidence });

  it('is kept once it was made', () => {
    const kept: PledgeEvent = { type: 'PledgeKept', schemaVersion: 1, data: { ref: 'P1', evidence } };
    given(pledgeDecider, [made]).when(keepIt, {}).then(kept);
  });

  it('that nobody made cannot be kept', () => {
    given(pledgeDecider).when(keepIt, {}).thenRejected({ kind: 'UnknownPledge', field: 'ref', ref: 'P1' });
  });

  it('that is made again in the same words changes nothing', () => {
    given(pledgeDecider, [made])
      .when(build(MakePledge, { ref: 'P1', wording }), {})
      .thenUnchanged();
  });
});
// docs:end spec

describe('what the page says of the class', () => {
  it('its decorators refuse what does not fit, with a pointer to the field', () => {
    // docs:start validation
    expect(validateCommand(KeepPledge, { ref: 'P1', evidence: '' })).toEqual({
      errors: [{ pointer: '/evidence', field: 'evidence', messages: ['evidence must not be empty'] }],
    });
    // docs:end validation
  });

  it('a field that the class does not have is refused by name', () => {
    expect(validateCommand(KeepPledge, { ref: 'P1', evidence: 'x', proof: 'y' })).toEqual({
      errors: [{ pointer: '/proof', field: 'proof', messages: ['there is no field "proof" here'] }],
    });
  });

  it('a sealed text is found by its decorator', () => {
    expect(sealedFieldsOf(MakePledge)).toEqual(['wording']);
  });

  it('another wording under the same ref is refused, and a pledge is an entity under its ref', () => {
    given(pledgeDecider, [made])
      .when(build(MakePledge, { ref: 'P1', wording: sealed('Other words') }), {})
      .thenRejected({ kind: 'PledgeIsMade', field: 'ref', ref: 'P1' });
    expect(pledgeEntity({ ref: 'P1' })).toBe('pledge/P1');
  });

  it('a pledge that was kept is not kept twice', () => {
    const kept: PledgeEvent = { type: 'PledgeKept', schemaVersion: 1, data: { ref: 'P1', evidence: sealed('once') } };
    given(pledgeDecider, [made, kept])
      .when(build(KeepPledge, { ref: 'P1', evidence: sealed('twice') }), {})
      .thenUnchanged();
  });
});
