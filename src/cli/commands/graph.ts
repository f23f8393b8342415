import { defineCommand } from '../command';

export const graph = defineCommand({
  name: 'graph',
  summary: 'draw what objects have to do with each other',
  description: 'References, selection, storage, routes and access as one graph. What is referred to and not there has a dashed line.',
  arguments: [{
    name: 'PATH', summary: 'files, folders or patterns, `-` for the standard input; by default the `app` of cdk8s.yaml', optional: true, many: true, completes: 'file',
  }],
  options: {
    format: {
      type: 'choice', choices: ['mermaid', 'dot', 'json', 'svg'], default: 'mermaid', setting: 'graph.format',
      summary: 'a flowchart for Markdown, the language of Graphviz, data, a picture',
    },
    cluster: { type: 'text', value: 'NAME', summary: 'the cluster, of a program for several', setting: false },
  },
  examples: [
    { command: 'graph', does: 'a Mermaid flowchart of the program' },
    { command: 'graph dist/shop.k8s.yaml --format svg > shop.svg', does: 'a picture of some manifests' },
    { command: 'graph dist --format json', does: 'nodes, edges and unresolved references as data' },
  ],
  run(context) {
    const { runGraph } = require('../graph/run-graph') as typeof import('../graph/run-graph');
    return runGraph(context, context.args, context.options);
  },
});
