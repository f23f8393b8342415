import type { Context } from '../../rule/context';
import { oneOf } from '../../rule/rules';
import { webhookService, webhookUrl } from '../control-plane/webhook-client';
import { reviewVersions } from '../control-plane/webhook-configuration';
import { inside } from './json-schema';
import type { DefinitionSpec } from './spec';

type Conversion = NonNullable<DefinitionSpec['conversion']>;
type Webhook = Partial<NonNullable<Conversion['webhook']>>;

const strategies = oneOf('None', 'Webhook');

/** How objects of one version are made into those of another. */
export function conversion(given: Conversion | undefined, preserves: boolean, at: Context): void {
  if (given === undefined) return;
  const { strategy = '', webhook }: Partial<Conversion> = given;
  inside(at, ['conversion'], () => {
    if (strategy === '') at.reportAt('strategy', 'api/required', { field: 'strategy' });
    else inside(at, ['strategy'], () => strategies(strategy, at));
    if (preserves && strategy !== 'None') at.reportAt('strategy', 'api/must-equal', { found: strategy, expected: 'None', as: 'unknown fields are preserved' });
    if (strategy === 'Webhook') webhookRules(webhook ?? {}, at);
    else noWebhook(webhook ?? {}, at);
  });
}

// The fields of the webhook stand beside the strategy, to the server.
const client = ['webhookClientConfig'];
const versions = ['conversionReviewVersions'];

function noWebhook({ clientConfig, conversionReviewVersions = [] }: Webhook, at: Context): void {
  const when = 'unless the strategy is Webhook';
  if (clientConfig !== undefined) at.reportAt(client, 'api/forbidden', { field: 'clientConfig', when }, ['webhook', 'clientConfig']);
  if (conversionReviewVersions.length > 0) at.reportAt(versions, 'api/forbidden', { field: 'conversionReviewVersions', when }, ['webhook', 'conversionReviewVersions']);
}

function webhookRules({ clientConfig, conversionReviewVersions = [] }: Webhook, at: Context): void {
  if (clientConfig === undefined) at.reportAt(client, 'api/required', { field: 'clientConfig' }, ['webhook']);
  else at.enterAs(client, ['webhook', 'clientConfig'], () => clientRules(clientConfig, at));
  at.enterAs(versions, ['webhook', 'conversionReviewVersions'], () => {
    if (conversionReviewVersions.length === 0) at.report('api/required', { field: 'conversionReviewVersions' });
    else reviewVersions(conversionReviewVersions, at);
  });
}

function clientRules({ url, service }: NonNullable<Webhook['clientConfig']>, at: Context): void {
  if ((url === undefined) === (service === undefined)) at.report('webhook/client', { both: url !== undefined });
  else if (url !== undefined) inside(at, ['url'], () => webhookUrl(url, at));
  else inside(at, ['service'], () => webhookService(service!, true, at));
}
