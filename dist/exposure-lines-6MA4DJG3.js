import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a}from"./chunk-RWB27EOI.js";import"./chunk-BZ325XCE.js";import"./chunk-AJWBQYRP.js";import"./chunk-3YLLLGKD.js";export{a as exposureLines};
