import { Controller } from '@nestjs/common';
import { Outturn, rowPermissions } from '@outturn/wiring';
import { fileOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { isOpenForMigration } from '../told-day.js';
import { uploadGoneView } from './preview.view.js';
import { asAnswers, inAddress, saidBy, saidFields } from './said-of-upload.js';
import { StagedUploads } from './staged-uploads.js';

/** A question in plain sight: here is nothing else to be asked. */
const unfolded = (field: Field): Field => {
  const { folded: _folded, ...shown } = field as Field & { readonly folded?: string };
  return shown;
};

/** Says more of a file that was uploaded, or something else, before it is taken. */
@Controller()
export class UploadSaidPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly uploads: StagedUploads,
  ) {}

  @Page(paths.uploadSaid)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.uploadSaid, ...rowPermissions)
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    const { upload: id = '' } = visit.parts;
    const upload = this.uploads.find(id, who.actor, ledger);
    if (upload === null) return uploadGoneView(links);
    const said = saidBy(paths.uploadSaid.query, (name) => visit.asked(name));
    const isMigration = await isOpenForMigration(this.outturn, visit);
    const fields = saidFields(isMigration).map(unfolded);
    return runForm(visit, {
      fields,
      button: 'Look at it again',
      answers: asAnswers(said),
      show: (form) => ({
        template: 'officers/upload/said.njk',
        title: 'What is said of the file',
        trail: [
          { text: 'Returns to submit', href: links.to(paths.tasks) },
          { text: 'Upload a file', href: links.to(paths.upload) },
        ],
        view: {
          form,
          file: upload.files.map(({ name }) => name).join(', '),
          dictionary: upload.dictionary?.name ?? null,
        },
      }),
      accept: (answers) => {
        const dictionary = fileOf(answers, 'dictionary');
        if (dictionary?.bytes.length === 0)
          return Promise.resolve([{ field: 'dictionary', text: `${dictionary.name} is empty` }]);
        if (dictionary !== null) this.uploads.drop(id);
        const staged = dictionary === null ? id : this.uploads.stage({ ...upload, dictionary });
        const again = { ...inAddress(answers), 'out-of-order': said['out-of-order'] };
        return Promise.resolve(new Redirect(links.to(paths.uploadPreview, { upload: staged }, again)));
      },
    });
  }
}
