// The reference records through faros-airbyte-cdk, found below installed/node.
// Usage: node faros.js read --config C --catalog K      (config: {"records": 1000})
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
  constructor(logger, records) {
    super(logger);
    this.records = records;
  }
  get name() {
    return 'reference';
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
    for (let id = 0; id < this.records; id++) {
      yield record(id);
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
    return [new Reference(this.logger, config.records)];
  }
}

const logger = new cdk.AirbyteSourceLogger(cdk.AirbyteLogLevel.INFO);
new cdk.AirbyteSourceRunner(logger, new Source(logger)).mainCommand().parse();
