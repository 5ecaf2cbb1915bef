import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readStore } from '@outturn/wiring';

// No container engine runs where these tests do, so they hold together what the files say of one another.
const root = join(__dirname, '../..');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
const { services, secrets, volumes, networks } = compose;
const nodes = ['outturn-1', 'outturn-2'];

describe.each(['outturn', ...nodes])('the container of %s', (name) => {
  const service = services[name];

  it('runs as a user without rights, on a file system that it cannot write', () => {
    expect(dockerfile.split(/^FROM /m).at(-1)).toMatch(/^USER node$/m);
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: ['/tmp'],
    });
  });

  it('keeps its data in a volume of its own, where the service looks for it', () => {
    const [volume] = service.volumes.map((mount: string) => mount.split(':')[0]);
    expect(service.volumes).toEqual([`${volume}:/data`]);
    expect(Object.keys(volumes)).toContain(volume);
    expect(Object.values<{ volumes: string[] }>(services).flatMap((one) => one.volumes)).toHaveLength(
      Object.keys(volumes).length,
    );
    expect(dockerfile).toMatch(/OUTTURN_DATA=\/data\b/);
  });

  it('takes its tokens from a secret, because it listens to others', () => {
    expect(service.secrets).toEqual(['outturn_tokens']);
    expect(secrets).toEqual({ outturn_tokens: { file: './tokens.json' } });
    expect(dockerfile).toMatch(/HOST=0\.0\.0\.0/);
    expect(dockerfile).toMatch(/OUTTURN_TOKENS=\/run\/secrets\/outturn_tokens\b/);
  });

  it('is reached by this machine alone, and asked whether it is ready', () => {
    expect(service.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:300[01]:3000$/)]);
    expect(service.healthcheck.test.join(' ')).toContain('http://127.0.0.1:3000/health/ready');
  });
});

describe('the image', () => {
  it('copies only what there is', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    for (const file of copied) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    expect(dockerfile).toMatch(/CMD \["node", "dist\/apps\/server\/src\/main\.js"\]\s*$/);
  });
});

describe('the two nodes and their store', () => {
  it('are what comes up by itself; the service alone comes up when it is named', () => {
    const byItself = Object.entries<{ profiles?: string[] }>(services).filter(([, one]) => one.profiles === undefined);
    expect(byItself.map(([name]) => name)).toEqual(['eventstore', ...nodes]);
  });

  it.each(nodes)('start in order: %s waits until the store says that it lives', (name) => {
    expect(services[name].depends_on).toEqual({ eventstore: { condition: 'service_healthy' } });
    expect(services.eventstore.healthcheck.test).toContain('http://127.0.0.1:2113/health/live');
  });

  it.each(nodes)('share one store by settings that the service understands: %s', (name) => {
    const store = readStore(services[name].environment);
    expect(store).toMatchObject({ kind: 'eventstoredb', connection: 'esdb://eventstore:2113?tls=false' });
  });

  it('are at different doors', () => {
    expect(nodes.flatMap((name) => services[name].ports)).toEqual(['127.0.0.1:3000:3000', '127.0.0.1:3001:3000']);
  });

  it('leave the store, which asks for no password, to themselves: no port, and a network without a way out', () => {
    expect(services.eventstore.environment.EVENTSTORE_INSECURE).toBe('true');
    expect(services.eventstore.ports).toBeUndefined();
    expect(services.eventstore.networks).toEqual(['store']);
    expect(networks.store).toEqual({ internal: true });
    for (const name of nodes) expect(services[name].networks).toEqual(['default', 'store']);
    expect(services.outturn.networks).toBeUndefined();
  });

  it('have a store of one pinned release, whose licence a decision record names', () => {
    expect(services.eventstore.image).toMatch(/^eventstore\/eventstore:23\.10\.\d+-[a-z-]+$/);
    const [, tag = ''] = services.eventstore.image.split(':');
    const record = readFileSync(join(root, 'docs/decisions/0018-eventstoredb-23-10.md'), 'utf8');
    expect(record).toContain(tag);
    expect(record).toMatch(/BSD-3.*KurrentDB/s);
  });
});
