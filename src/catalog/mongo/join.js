// Brings a server into its replica set, and makes its users. Run again and again: each run does the next thing that is missing, and
// ends with 0 once nothing is, else with 3.
//
//  - The first member makes the set, once, and only when every other one says that it belongs to none.
//  - The primary makes the users, and takes in members that the set does not know yet.
//  - A member that lost its data is told its place by the others, and copies everything again: there is nothing to do for it.
//
// REPLICA_SET    name of the replica set; none for a server alone
// PEERS          host names of all members, by the number of the pod
// POD_NAME, POD_NAMESPACE      name and namespace of the pod
// DATABASE, USER_NAME          the database of the application, and its user there
// ROOT_PASSWORD, APP_PASSWORD  passwords of the users

const { REPLICA_SET, PEERS, POD_NAME, POD_NAMESPACE, DATABASE, USER_NAME, ROOT_PASSWORD, APP_PASSWORD } = process.env;
// Clients are told these names by the set, and find them in every namespace.
const hosts = (PEERS ?? '').split(' ').filter((host) => host !== '').map((host) => `${host}.${POD_NAMESPACE}.svc:27017`);
const own = hosts.find((host) => host.startsWith(`${POD_NAME}.`));
const unfinished = 3;
const admin = db.getSiblingDB('admin');

function wait(words) {
  print(words);
  quit(unfinished);
}

/** What a member says of itself; nothing where it does not answer. */
function helloOf(host) {
  try {
    const member = new Mongo(`mongodb://${host}/?directConnection=true&serverSelectionTimeoutMS=4000`);
    const answer = member.getDB('admin').runCommand({ hello: 1 });
    // The shell waits for an answer where it is used: returned at once, it would fail outside of this block.
    return { setName: answer.setName };
  } catch (error) {
    return undefined;
  }
}

function makeSet() {
  if (own !== hosts[0]) wait('waiting for the first member to make the set');
  for (const host of hosts.slice(1)) {
    const answer = helloOf(host);
    if (answer === undefined) wait(`waiting for ${host}: it may belong to a set already`);
    if (answer.setName !== undefined) wait(`waiting to be told of the set by ${host}`);
  }
  rs.initiate({ _id: REPLICA_SET, members: hosts.map((host, index) => ({ _id: index, host })) });
  wait(`made the set ${REPLICA_SET}`);
}

function logIn() {
  try {
    return admin.auth('root', ROOT_PASSWORD).ok === 1;
  } catch (error) {
    return false;
  }
}

function makeUsers() {
  for (const [user, password] of [['root', ROOT_PASSWORD], [USER_NAME, APP_PASSWORD]]) {
    if (password === '') wait(`the password of "${user}" is empty`);
    if (password.includes('\n')) wait(`the password of "${user}" has more than one line: was the Secret made from a file that ends in a newline?`);
  }
  if (!logIn()) {
    // While there is no user, a shell on the same machine may make the first one.
    admin.createUser({ user: 'root', pwd: ROOT_PASSWORD, roles: ['root'] });
    print('made the user "root"');
    if (!logIn()) wait('the user "root" cannot log in');
  }
  const database = db.getSiblingDB(DATABASE);
  if (database.getUser(USER_NAME) === null) {
    database.createUser({ user: USER_NAME, pwd: APP_PASSWORD, roles: ['readWrite'] });
    print(`made the user "${USER_NAME}"`);
  }
}

function takeIn() {
  const known = rs.conf().members.map((member) => member.host);
  for (const host of hosts) {
    if (known.includes(host)) continue;
    rs.add(host);
    print(`took in ${host}`);
  }
}

const hello = admin.runCommand({ hello: 1 });
if (REPLICA_SET !== undefined && hello.setName === undefined) makeSet();
if (hello.isWritablePrimary) {
  makeUsers();
  if (REPLICA_SET !== undefined) takeIn();
} else if (!hello.secondary) wait('waiting for a place in the set');
