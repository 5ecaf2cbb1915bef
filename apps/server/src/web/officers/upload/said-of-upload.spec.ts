import { importOptions } from '@outturn/intake';
import { asField } from '../../../rest/import-answer.js';
import { asQuestion } from './said-of-upload.js';

it('whoever reads a fault is told how to say what mends it: a question of the page, a field of the request', () => {
  expect(importOptions.map((option) => [option.name, asQuestion(option), asField(option)])).toEqual([
    // The page asks for these two beside the fault.
    ['kind', null, 'kind'],
    ['release', 'under “Label of the release”', 'release'],
    ['table', 'under “Table of the publisher”', 'table'],
    ['occurred', 'under “Day of publication”', 'occurred'],
    ['dictionary', 'under “Dictionary of the release”', 'dictionary'],
    ['outOfOrder', null, 'outOfOrder=true'],
  ]);
});
