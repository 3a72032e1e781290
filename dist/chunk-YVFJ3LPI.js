import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
var e={journal:"journal",entries:"entries",done:"done"};function o(n){return n(e.journal)!==""&&n(e.done)!=="true"}export{e as a,o as b};
