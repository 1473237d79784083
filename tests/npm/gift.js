// Reads a file of GIFT blocks, JSON strings one a line, and prints what gift-pegjs reads of each as JSON, one a line.
const { parse } = require("gift-pegjs");
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const line of lines) {
  try {
    console.log(JSON.stringify(parse(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.message) }));
  }
}
