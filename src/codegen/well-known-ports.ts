const known: { readonly [port: number]: string } = {
  22: 'ssh', 25: 'smtp', 53: 'dns', 80: 'http', 443: 'https', 587: 'submission', 1025: 'smtp', 1433: 'mssql', 1521: 'oracle', 1883: 'mqtt', 2181: 'zookeeper', 2379: 'etcd',
  3000: 'http', 3306: 'mysql', 4222: 'nats', 5000: 'http', 5432: 'postgres', 5672: 'amqp', 6379: 'redis', 8000: 'http', 8080: 'http', 8086: 'influxdb',
  8443: 'https', 9000: 'http', 9042: 'cassandra', 9090: 'http', 9092: 'kafka', 9200: 'http', 11211: 'memcached', 15672: 'management', 27017: 'mongodb',
};

/** A name for a port that has none: what people call it, else its number. No port is called like one in `taken`. */
export function nameForPort(port: number, protocol: string, taken: ReadonlySet<string>, wanted?: string): string {
  const names = [wanted, known[port], `port-${port}`, `${protocol.toLowerCase()}-${port}`];
  return names.find((name) => name !== undefined && !taken.has(name)) ?? freeName(`p-${port}`, taken);
}

/** No port name has more than 15 characters: the number of a port leaves room for eight. */
function freeName(stem: string, taken: ReadonlySet<string>): string {
  let name = stem;
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}`;
  return name;
}
