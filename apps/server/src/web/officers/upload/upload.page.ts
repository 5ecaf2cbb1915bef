import { Controller } from '@nestjs/common';
import { Outturn, rowPermissions } from '@outturn/wiring';
import { mustBeNeeded, SOME_ROW } from '../../../access/needed-permission.js';
import { fileOf, filesOf } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { isOpenForMigration } from '../told-day.js';
import { inAddress, saidFields } from './said-of-upload.js';
import { StagedUploads } from './staged-uploads.js';

/** Takes files to be looked at, and what is said of them. */
@Controller()
export class UploadPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly uploads: StagedUploads,
  ) {}

  @Page(paths.upload)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.upload, ...rowPermissions)
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    // Which rows are allowed is for each row's command to say; whoever may write none keeps no file here.
    mustBeNeeded(SOME_ROW, who, ledger);
    return runForm(visit, {
      fields: [
        {
          kind: 'file',
          name: 'file',
          label: 'CSV files',
          hint: 'Returns, targets, benchmarks, actions or indicators, with one fact in each row: the first row names the columns, such as indicator, period and value. Or one release of a publisher',
          accept: '.csv,.gz,text/csv,application/gzip',
          several: true,
          required: 'Choose a file',
        },
        ...saidFields(await isOpenForMigration(this.outturn, visit)),
      ],
      button: 'Look at it first',
      show: (form) => ({
        template: 'officers/upload/upload.njk',
        title: 'Upload a file',
        trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
        view: { form },
      }),
      accept: (answers) => {
        const files = filesOf(answers, 'file');
        const empty = files.find(({ bytes }) => bytes.length === 0);
        if (empty !== undefined) return Promise.resolve([{ field: 'file', text: `${empty.name} is empty` }]);
        const dictionary = fileOf(answers, 'dictionary');
        const upload = this.uploads.stage({ files, dictionary, actor: who.actor, ledger });
        return Promise.resolve(new Redirect(links.to(paths.uploadPreview, { upload }, inAddress(answers))));
      },
    });
  }
}
