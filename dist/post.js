import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{b as t}from"./chunk-AXQ45ICZ.js";import"./chunk-3YLLLGKD.js";t(i=>process.env[`STATE_${i}`]??"")&&await import("./index.js");
