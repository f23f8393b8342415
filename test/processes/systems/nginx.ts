import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { systems } from '../../examples/systems';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';

const root = '/usr/share/nginx/html';
const large = 64 * 1024 * 1024;

/**
 * What the image `nginx` has, in place of the configuration of Debian, whose document root, sites and user are others. Its start
 * script is left out: without templates and variables it only adds a socket for IPv6. What the image links to the output, the
 * logs, is written there.
 */
const files = {
  '/etc/nginx/nginx.conf': `
user nginx;
worker_processes auto;
error_log /dev/stderr notice;
pid /run/nginx.pid;
events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log /dev/stdout;
  sendfile on;
  keepalive_timeout 65;
  include /etc/nginx/conf.d/*.conf;
}
`,
  '/etc/nginx/conf.d/default.conf': `
server {
  listen 80;
  server_name localhost;
  location / {
    root ${root};
    index index.html index.htm;
  }
}
`,
};

/** The page of one pod, as another one reads it by name. */
function page(from: PodProcesses, name: string): string {
  const { status, stdout, stderr } = from.exec(['curl', '-sS', '--fail', '--max-time', '5', `http://${name}/`]);
  if (status !== 0) throw new Error(`${name}, asked from ${from.name}: ${stderr}`);
  return stdout.trim();
}

function shell(pod: PodProcesses, script: string): void {
  const { status, stderr } = pod.exec(['sh', '-c', script]);
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
}

/** Whether anything takes a request at the address of a pod. */
function answers(pod: PodProcesses): Promise<boolean> {
  return fetch(`http://${pod.address}/`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(2000) }).then(() => true, () => false);
}

/** Begins to read a file, and takes nothing more than what is under way. */
function begin(pod: PodProcesses, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: pod.address, path, agent: false }, (response) => resolve(response.pause())).once('error', reject);
  });
}

/** Reads the rest. What is cut off is an error. */
async function lengthOf(response: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const part of response) length += (part as Buffer).length;
  return length;
}

/** Web servers with a name and a volume each. */
export const nginx: ProcessProof = {
  name: 'stateful-web',
  packages: ['nginx', 'curl'],
  define: systems['stateful-web']!,
  image: {
    users: { 101: 'nginx' },
    files,
    // Compiled into the server of Debian.
    folders: ['/var/lib/nginx'],
    programs: { web: { command: ['nginx', '-g', 'daemon off;'], stopSignal: 'SIGQUIT' } },
  },

  async prove(stage) {
    const [first, second] = stage.podsOf('web') as [PodProcesses, PodProcesses];

    await stage.claim('a pod is not ready before its server runs, and is then', async () => {
      if (await first.isReady() || await answers(first)) return false;
      await stage.startReady(first);
      return answers(first);
    });
    await stage.claim('every pod answers under its stable name with the first page that its init container wrote', async () => {
      await stage.startReady(second);
      return [first, second].every((asked) => [first, second].every((from) =>
        ['web', 'web.stateful-web.svc.cluster.local'].every((service) => page(from, `${asked.name}.${service}`) === asked.name)));
    });
    await stage.claim('a server that runs and has no page is not ready, and is again with the page', async () => {
      shell(second, `mv ${root}/index.html ${root}/aside`);
      const without = await second.isReady();
      const isUp = await answers(second);
      shell(second, `mv ${root}/aside ${root}/index.html`);
      return !without && isUp && second.isReady();
    });
    await stage.claim('a page that was changed outlasts a restart and the loss of the pod', async () => {
      shell(first, `echo changed > ${root}/index.html`);
      for (const end of ['stop', 'kill'] as const) {
        await stage[end](first);
        if (await answers(first)) throw new Error(`it answers after ${end}`);
        await stage.startReady(first);
        if (page(second, 'web-0.web') !== 'changed') throw new Error(`it is another page after ${end}`);
      }
      return page(first, 'web-1.web') === 'web-1';
    });
    await stage.claim('with an empty claim a pod has its first page again', async () => {
      await stage.stop(first);
      first.wipe();
      await stage.startReady(first);
      return page(second, 'web-0.web') === 'web-0';
    });
    await stage.claim('a server that is asked to stop takes no new request, ends the one under way, and stops in time', async () => {
      shell(second, `truncate -s ${large} ${root}/large`);
      const response = await begin(second, '/large');
      let how: string | undefined;
      const stopping = stage.stop(second).then((answer) => { how = answer; });
      const isClosed = await stage.eventually(async () => !(await answers(second)), 5);
      await sleep(500);
      if (!isClosed || how !== undefined) throw new Error(`closed: ${isClosed}; ended before the request: ${how ?? 'no'}`);
      const length = await lengthOf(response);
      await stopping;
      return length === large && how === 'stopped';
    });
  },
};
