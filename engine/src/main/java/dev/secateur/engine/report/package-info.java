/// Reports: one web page that tells all about a model or a comparison and needs no other file.
///
/// What stands in a report is given to it; nothing is measured here. Every text is escaped, and no page links outside.
@NullMarked
package dev.secateur.engine.report;

import org.jspecify.annotations.NullMarked;
