import { eventCatalogue } from '@outturn/domain';
import { membersOfEvent, deedOf, eventSentences } from './event-words.js';

describe('the words for an event', () => {
  it.each(eventCatalogue.map(({ type, texts }) => [type, texts] as const))(
    'of the type %s say its texts as texts, and nothing else as a text',
    (type, texts) => {
      const said = membersOfEvent(type).flatMap(([member, words]) => (words?.isText === true ? [member] : []));
      expect(said.toSorted()).toEqual(texts.toSorted());
      expect(deedOf(type)).not.toBe('');
    },
  );

  it('say figures with their unit, warnings as sentences, and no member by its name in the code', () => {
    const data = {
      value: '10',
      numerator: '33',
      denominator: '330',
      computed: '9.9',
      status: 'provisional',
      extractedOn: '2018-05-03',
      warnings: [{ kind: 'StatedDiffersFromComputed', stated: '10', computed: '9.9' }],
      symbol: null,
      qualifier: null,
      sourceDigest: null,
      definition: 1,
    };
    expect(
      eventSentences({ type: 'KpiReturnSubmitted', data, texts: { commentary: 'Counted again.' } }, 'percent'),
    ).toEqual([
      'value 10% · numerator 33 · denominator 330 · the counts give 9.9% · provisional · taken from the case system on 3 May 2018 · warning: the stated value is 10, and numerator and denominator give 9.9: both are kept',
      'commentary: Counted again.',
    ]);
  });
});
