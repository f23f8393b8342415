import { type App, Bundle, Namespace, StatelessApp } from 'kubeloom';
import { SolrCloud, type SolrCloudProps, ZooKeeperEnsemble } from 'kubeloom/catalog';

/** A ZooKeeper ensemble that elects its leader, and Solr nodes that are given the address of every server of it. */
export function solrcloud(app: App, more: Pick<SolrCloudProps, 'backup' | 'restore'> = {}): Bundle {
  const bundle = new Bundle(app, 'solrcloud', { namespace: 'solrcloud' });
  new Namespace(bundle, 'solrcloud', { podSecurity: 'restricted' });

  const zookeeper = new ZooKeeperEnsemble(bundle, 'zookeeper', {
    storage: '5Gi',
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
  });

  const solr = new SolrCloud(bundle, 'solr', {
    zookeeper,
    storage: '20Gi',
    resources: { requests: { cpu: '500m', memory: '4Gi' }, limits: { memory: '4Gi' } },
    ...more,
  });

  const web = new StatelessApp(bundle, 'web', {
    image: 'registry.example.com/search/web:1.0.0',
    replicas: 2,
    env: { SOLR_URL: solr.url() },
    security: 'restricted',
  });

  // ZooKeeper is for Solr alone, and Solr for the app: neither asks for a password.
  zookeeper.allowFrom(solr);
  solr.allowFrom(web);
  return bundle;
}
