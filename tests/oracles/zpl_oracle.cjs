// Draws ZPL as a PNG with zpl-renderer-js (zebrash as WebAssembly), which is not ours and needs no network.
//    node zpl_oracle.cjs LABEL.ZPL OUT.PNG WIDTH_MM HEIGHT_MM DOTS_PER_MM        exit code 2: not readable
const fs = require('fs');

const [, , file, out, width, height, dotsPerMm] = process.argv;
require('zpl-renderer-js').ready
  .then(({ api }) => api.zplToBase64Async(fs.readFileSync(file, 'utf8'), Number(width), Number(height), Number(dotsPerMm)))
  .then((png) => {
    fs.writeFileSync(out, Buffer.from(png, 'base64'));
    process.exit(0);
  })
  .catch((error) => {
    console.error(String(error));
    process.exit(2);
  });
