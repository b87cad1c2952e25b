// The reference records through faros-airbyte-cdk, found below installed/node.
// Usage: node faros.js read --config C --catalog K
// The config: {"records": 1000} makes them; {"url": ...} reads them from an API, in four parts.
const {createRequire} = require('module');
const path = require('path');
const cdk = createRequire(path.join(__dirname, 'installed/node/package.json'))('faros-airbyte-cdk');

function record(id) {
  return {
    id,
    email: `customer${id}@example.com`,
    firstName: 'Ada',
    lastName: 'Lovelace',
    active: id % 2 === 0,
    score: id * 0.25,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-08-01T12:34:56Z',
    address: {street: "12 St James's Square", city: 'London', zip: 10000 + (id % 1000)},
    tags: ['new', 'vip'],
  };
}

class Reference extends cdk.AirbyteStreamBase {
  constructor(logger, config) {
    super(logger);
    this.config = config;
  }
  get name() {
    return this.config.url ? 'records' : 'reference';
  }
  get primaryKey() {
    return 'id';
  }
  get skipDataField() {
    return true;
  }
  getJsonSchema() {
    return {type: 'object', properties: {id: {type: 'integer'}}};
  }
  async *readRecords() {
    for (let id = 0; id < this.config.records; id++) {
      yield record(id);
    }
    for (let part = 1; this.config.url && part <= 4; part++) {
      for (let page = 1, pages = 1; page <= pages; page++) {
        const response = await fetch(`${this.config.url}/parts/${part}?page=${page}&size=1000`);
        const body = await response.json();
        pages = body.pages;
        yield* body.results;
      }
    }
  }
}

class Source extends cdk.AirbyteSourceBase {
  get type() {
    return 'reference';
  }
  async spec() {
    return new cdk.AirbyteSpec({connectionSpecification: {type: 'object', properties: {}}});
  }
  async checkConnection() {
    return [true, undefined];
  }
  streams(config) {
    return [new Reference(this.logger, config)];
  }
}

const logger = new cdk.AirbyteSourceLogger(cdk.AirbyteLogLevel.INFO);
new cdk.AirbyteSourceRunner(logger, new Source(logger)).mainCommand().parse();
