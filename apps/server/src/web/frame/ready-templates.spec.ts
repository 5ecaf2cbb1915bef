import { join } from 'node:path';
import { Template } from 'nunjucks';
import { readyTemplates, templateNames } from './ready-templates';
import { govukFolder, render } from './templates';

it('what a page draws in is among the templates, and what that draws in too', () => {
  expect(templateNames()).toEqual(
    expect.arrayContaining([
      'officers/upload/upload.njk',
      'forms/form.njk',
      'frame/layout.njk',
      'govuk/template.njk',
      'govuk/components/button/macro.njk',
      join(govukFolder, 'govuk/components/button/template.njk'),
      join(govukFolder, 'govuk/macros/attributes.njk'),
    ]),
  );
});

it('a page that nobody asked for yet compiles nothing', async () => {
  await readyTemplates();
  const compile = jest.spyOn(Template.prototype as unknown as { _compile(): void }, '_compile');
  render('officers/upload/upload.njk', {
    layout: { title: 'Upload', trail: [], grounds: null, navigation: { items: [] } },
    form: { fields: [], problems: null, button: 'Look', hidden: [] },
    cspNonce: 'x',
  });
  expect(compile).not.toHaveBeenCalled();
});
