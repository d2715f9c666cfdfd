/// Dynamic network slimming: how many channels of a layer work follows from the picture.
///
/// A small network looks at the picture and names a threshold for every normalisation; channels whose scale lies below are skipped. After the
/// abstract of the thesis "Efficient Execution via Dynamic Network Slimming" (advisor Tian-Sheuan Chang), whose text is not public: the formulas
/// are a reconstruction. Two controls live here too: feature boosting and suppression (Gao et al., ICLR 2019), and static slimming.
@NullMarked
package dev.secateur.engine.compress.dynamicslimming;

import org.jspecify.annotations.NullMarked;
