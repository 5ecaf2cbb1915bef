import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

// No container engine runs where these tests do, so they hold together what the three files say of one another.
const root = join(__dirname, '../..');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const { services, secrets, volumes } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'));

describe('the container', () => {
  it('runs as a user without rights, on a file system that it can not write', () => {
    expect(dockerfile.split(/^FROM /m).at(-1)).toMatch(/^USER node$/m);
    expect(services.outturn).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: ['/tmp'],
    });
  });

  it('keeps its ledgers in a volume, where the service looks for them', () => {
    expect(services.outturn.volumes).toEqual(['ledgers:/data']);
    expect(Object.keys(volumes)).toEqual(['ledgers']);
    expect(dockerfile).toMatch(/OUTTURN_DATA=\/data\b/);
  });

  it('takes its tokens from a secret, because it listens to others', () => {
    expect(services.outturn.secrets).toEqual(['outturn_tokens']);
    expect(secrets).toEqual({ outturn_tokens: { file: './tokens.json' } });
    expect(dockerfile).toMatch(/HOST=0\.0\.0\.0/);
    expect(dockerfile).toMatch(/OUTTURN_TOKENS=\/run\/secrets\/outturn_tokens\b/);
  });

  it('is reached by this machine alone', () => {
    expect(services.outturn.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(services.outturn.healthcheck.test.join(' ')).toContain('http://127.0.0.1:3000/health/ready');
  });

  it('copies only what there is', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    for (const file of copied) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    expect(dockerfile).toMatch(/CMD \["node", "dist\/apps\/server\/src\/main\.js"\]\s*$/);
  });
});
