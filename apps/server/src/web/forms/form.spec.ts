import { Redirect, type PageContent } from '../frame/page-content';
import type { Visit } from '../frame/visit';
import { textOf, type Answers } from './field';
import { runForm, type Form } from './form';
import type { FormView } from './form.view';

const form = (accepted: Answers[] = [], rest: Partial<Form> = {}): Form => ({
  fields: [
    { kind: 'text', name: 'value', label: 'Figure', required: 'Enter the figure' },
    { kind: 'date', name: 'due', label: 'Due date', required: 'Enter the due date' },
    { kind: 'radios', name: 'status', label: 'Status', choices: [{ value: 'final', text: 'Final' }] },
    { kind: 'hidden', name: 'version' },
  ],
  button: 'Continue',
  answers: { value: '70', due: '2017-11-30', status: 'final', version: '3' },
  show: (view) => ({ template: 'x.njk', title: 'Submit a return', view }),
  accept: async (answers, key) => {
    accepted.push({ ...answers, key });
    return new Redirect('/done');
  },
  ...rest,
});

const visit = (rest: Partial<Visit> = {}): Visit =>
  ({
    isSubmission: false,
    isTravelling: false,
    sent: {},
    queried: {},
    urlNow: '/now',
    formToken: () => 'token',
    ...rest,
  }) as Visit;

const good = {
  value: ' 77 ',
  'due-day': '1',
  'due-month': '12',
  'due-year': '2017',
  status: 'final',
  version: '3',
  _key: 'k',
};

/** What a field of a shown form holds, as far as it is looked at here. */
interface ShownField {
  readonly id?: string;
  readonly name?: string;
  readonly value?: string;
  readonly errorMessage?: object;
  readonly items?: readonly { readonly value: string; readonly checked?: boolean }[];
}
const optionsOf = (content: unknown, id: string): ShownField => {
  const { groups } = (content as PageContent).view as FormView;
  const components = groups.flatMap((group) => group.components);
  return components.map(({ options }) => options as ShownField).find((each) => (each.id ?? each.name) === id) ?? {};
};

describe('a form', () => {
  it('begins with the answers that there are already', async () => {
    const content = await runForm(visit(), form());
    expect(optionsOf(content, 'value').value).toBe('70');
    expect(optionsOf(content, 'due').items?.map((item) => item.value)).toEqual(['30', '11', '2017']);
    expect(optionsOf(content, 'status').items?.[0]?.checked).toBe(true);
  });

  it('goes on to another page when every answer is good, so that a reload sends nothing twice', async () => {
    const accepted: Answers[] = [];
    const outcome = await runForm(visit({ isSubmission: true, sent: good }), form(accepted));
    expect(outcome).toEqual(new Redirect('/done'));
    expect(accepted).toEqual([{ value: '77', due: '2017-12-01', status: 'final', version: '3', key: 'k' }]);
  });

  it('keeps every answer beside what is wrong with one of them', async () => {
    const sent = { ...good, value: '', 'due-day': '31', 'due-month': '2' };
    const content = await runForm(visit({ isSubmission: true, sent }), form());
    expect(content).toMatchObject({ status: 422, hasProblems: true });
    expect(optionsOf(content, 'value').errorMessage).toEqual({ text: 'Enter the figure' });
    expect(optionsOf(content, 'due').items?.map((item) => item.value)).toEqual(['31', '2', '2017']);
    expect(((content as PageContent).view as FormView).errorSummary?.errorList).toEqual([
      { text: 'Enter the figure', href: '#value' },
      { text: 'Due date must be a real date, such as 31 7 2012', href: '#due-day' },
    ]);
  });

  it('shows what the domain refuses beside the field that it is about', async () => {
    const accept: Form['accept'] = async (answers) => [
      { field: 'value', text: `${textOf(answers, 'value')} is too much` },
    ];
    const content = await runForm(visit({ isSubmission: true, sent: good }), form([], { accept }));
    expect(optionsOf(content, 'value')).toMatchObject({ value: '77', errorMessage: { text: '77 is too much' } });
  });

  it('takes no choice that it did not offer', async () => {
    const accepted: Answers[] = [];
    await runForm(visit({ isSubmission: true, sent: { ...good, status: 'draft' } }), form(accepted));
    expect(accepted[0]?.['status']).toBe('');
  });

  it('keeps its key when it is shown again, so that a second press is the same request', async () => {
    const content = await runForm(visit({ isSubmission: true, sent: { ...good, value: '' } }), form());
    expect(((content as PageContent).view as FormView).hidden).toEqual([
      { name: 'version', value: '3' },
      { name: '_csrf', value: 'token' },
      { name: '_key', value: 'k' },
    ]);
  });

  it('submits nothing at an earlier moment', async () => {
    const accepted: Answers[] = [];
    const content = await runForm(visit({ isSubmission: true, isTravelling: true, sent: good }), form(accepted));
    expect(content).toMatchObject({ status: 409, view: { now: '/now' } });
    expect(accepted).toEqual([]);
  });

  it('that only leads to an address carries no token and works at any moment', async () => {
    const queried = { value: '1', 'due-day': '1', 'due-month': '1', 'due-year': '2012' };
    const get = form([], { method: 'get' });
    expect(await runForm(visit({ isTravelling: true, queried }), get)).toEqual(new Redirect('/done'));
    const shown = (await runForm(visit({ queried: { version: '3' } }), get)) as PageContent;
    expect((shown.view as FormView).hidden).toEqual([{ name: 'version', value: '3' }]);
  });
});
