import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as t}from"./chunk-3YLLLGKD.js";function u(e,d,n){let o=e.get(d);o===void 0?e.set(d,[n]):o.push(n)}t(u,"addTo");export{u as a};
