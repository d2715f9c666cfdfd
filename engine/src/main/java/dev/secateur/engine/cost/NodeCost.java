package dev.secateur.engine.cost;

/// What one node costs.
///
/// @param parameters elements of its constant weights, 0 or more; a weight that several nodes share counts at each of them
/// @param macs multiply-accumulates, 0 or more; only convolutions and matrix products have any, as published counts have it
/// @param activationBytes bytes of its results, 0 or more
/// @param known false if the operator or a shape is unknown, in which case the numbers are what could be counted
public record NodeCost(long parameters, long macs, long activationBytes, boolean known) {}
