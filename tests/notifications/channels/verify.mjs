// Reads what a webhook received on standard input, and says what the public packages make of it.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.argv[2] + "/");
const { Webhook } = require("standardwebhooks");
const { HTTP } = require("cloudevents");

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
const payload = new Webhook(secret).verify(body, headers);
const event = HTTP.toEvent({ headers, body });
const { id, source, type, time, sequence, data } = event;
const isValid = event.validate();
console.log(JSON.stringify({ isValid, verified: payload.id, id, source, type, time, sequence, data }));
