/// ProxylessNAS: choosing an operation for each block of a network while the network is trained.
///
/// Where operations come from, gates that run one of them, learning which to take, what each costs in time on this machine, and
/// holding what was derived against drawn networks of equal time. Building and training graphs is for rooms below.
@NullMarked
package dev.secateur.engine.compress.proxylessnas;

import org.jspecify.annotations.NullMarked;
