import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as n}from"./chunk-3YLLLGKD.js";function e(r){try{return JSON.parse(r)}catch{return}}n(e,"parseJson");export{e as a};
