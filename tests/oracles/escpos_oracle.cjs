// Reads an ESC/POS byte stream with npos, which is not ours: a list of commands as JSON on standard output, and a PNG
// for every raster image.    node escpos_oracle.cjs LABEL.BIN OUTPUT_PREFIX
// Exit codes: 2 unknown command, 3 anything else, 4 an image cut off, 5 rubbish after an image.
process.noDeprecation = true;
const fs = require('fs');
const npos = require('npos');
const { PNG } = require('pngjs');

const [, , file, prefix] = process.argv;
const raw = fs.readFileSync(file);
npos.rules[0x1d]['(k'] = [0, 'd16']; // GS ( k, native 2D codes: the one rule that npos lacks

// npos minds neither a stream that ends too early nor bytes left over after an image, printers mind both.
function checkRasterSizes() {
  const commandStarts = [0x1b, 0x1d, 0x1c, 0x0a, 0x0c, 0x10];
  for (let at = 0; at + 8 <= raw.length; at++) {
    if (raw[at] !== 0x1d || raw[at + 1] !== 0x76 || raw[at + 2] !== 0x30) continue;
    const size = raw.readUInt16LE(at + 4) * raw.readUInt16LE(at + 6);
    const end = at + 8 + size;
    if (end > raw.length) fail(4, `the image at ${at} declares ${size} bytes, ${raw.length - at - 8} are there`);
    if (end < raw.length && !commandStarts.includes(raw[end])) fail(5, `no command after the image at ${at}`);
    at = end - 1;
  }
}

function writePicture(data, name) {
  const png = new PNG({ width: data.width, height: data.height });
  for (let y = 0; y < data.height; y++) {
    for (let x = 0; x < data.width; x++) {
      const at = (y * data.width + x) * 4;
      png.data.fill(data.getPixel(x, y), at, at + 3);
      png.data[at + 3] = 255;
    }
  }
  fs.writeFileSync(name, PNG.sync.write(png));
}

function fail(code, why) {
  console.error(String(why));
  process.exit(code);
}

npos.parser(npos.rules).parse(raw).then((read) => {
  if (read.error) fail(2, read.error);
  checkRasterSizes();
  const commands = read.tree.map((node) => ({
    command: node.fn ? `${node.ascii} ${node.fn}` : node.ascii,
    bytes: raw.subarray(node.offset, node.offset + Math.min(node.length, 12)).toString('hex'),
  }));
  const pictures = read.entries.filter((entry) => entry.data && entry.data.getPixel).map((entry, index) => {
    const name = `${prefix}_${index}.png`;
    writePicture(entry.data, name);
    return name;
  });
  console.log(JSON.stringify({ commands, pictures }));
}).catch((error) => fail(3, error));
