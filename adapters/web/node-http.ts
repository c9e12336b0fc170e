// An `import` of node:http reads every export it has, and one of them loads Node's own HTTP client: 14 MB and 60 ms that most
// installations never use. Asked for like this, only what is named is read.
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http');
