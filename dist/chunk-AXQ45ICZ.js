import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as e}from"./chunk-3YLLLGKD.js";var o={journal:"journal",entries:"entries",done:"done"};function r(n){return n(o.journal)!==""&&n(o.done)!=="true"}e(r,"isStateLeft");export{o as a,r as b};
