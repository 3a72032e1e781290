export const id = 963;
export const ids = [963];
export const modules = {

/***/ 3221:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

/** Where files of this run may lie that later steps of the job still read. */
function temporaryFolder({ RUNNER_TEMP = '' }) {
    return RUNNER_TEMP === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)() : RUNNER_TEMP;
}


/***/ }),

/***/ 839:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4758);
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5283);
/* harmony import */ var _saved_state_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(679);
/* harmony import */ var _base_stray_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6802);




/** The post step: saves what main had no time for. Reads no inputs, never refreshes, never fails the job. */
async function post(action) {
    const { runner } = action;
    const detail = (text) => runner.debug(text);
    const tell = (problem) => runner.warning((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .withId */ .o)(problem));
    action.strayErrors.tellTo((0,_base_stray_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .reportOnce */ .S)(detail, tell));
    try {
        for (const problem of await (0,_saved_state_js__WEBPACK_IMPORTED_MODULE_2__/* .saveWhatMainLeft */ .G)(action))
            tell(problem);
    }
    catch (error) {
        detail((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .stackOf */ .US)(error));
        tell((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-STATE-OF-CANCELLED-RUN', { why: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .clauseOf */ .pQ)(error) }));
    }
    return 0;
}


/***/ })

};
