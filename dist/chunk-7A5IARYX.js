import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as i}from"./chunk-3YLLLGKD.js";function t(r){return`${r.charAt(0).toUpperCase()}${r.slice(1)}`}i(t,"capitalised");export{t as a};
