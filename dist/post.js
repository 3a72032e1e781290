import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{b as t}from"./chunk-YVFJ3LPI.js";import"./chunk-M5J3K2LG.js";t(i=>process.env[`STATE_${i}`]??"")&&await import("./index.js");
