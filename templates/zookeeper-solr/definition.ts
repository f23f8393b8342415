import { type App, Bundle, Namespace } from 'kubeloom';
import { SolrCloud, ZooKeeperEnsemble } from 'kubeloom/catalog';

/** Solr nodes, and the ensemble that keeps the state of their cloud. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'zookeeper-solr', { namespace: 'search' });
  new Namespace(bundle, 'search', { podSecurity: 'restricted' });

  const zookeeper = new ZooKeeperEnsemble(bundle, 'zookeeper', {
    storage: '5Gi',
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
  });

  // An application says env: { SOLR_URL: solr.url() }, and is let in by solr.allowFrom(app).
  const solr = new SolrCloud(bundle, 'solr', {
    zookeeper,
    storage: '20Gi',
    resources: { requests: { cpu: '500m', memory: '4Gi' }, limits: { memory: '4Gi' } },
  });

  zookeeper.allowFrom(solr);
  return bundle;
}
