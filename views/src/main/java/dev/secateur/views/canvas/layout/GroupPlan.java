package dev.secateur.views.canvas.layout;

import java.util.Map;

import dev.secateur.views.canvas.model.Rect;

/// The inside of one open group (or the top level) with its frame, in flow coordinates: x across, y along the flow.
///
/// @param cross    size across the flow
/// @param along    size with the flow
/// @param boxes    places by node index of the local graph, from the frame's corner
/// @param paths    paths by edge index; those of entering and leaving edges end on the frame
/// @param inPorts  offset across the flow at which the edges of a source enter
/// @param outPorts offset across the flow at which the edges of a source leave
record GroupPlan(
        double cross,
        double along,
        Map<Integer, Rect> boxes,
        Map<Integer, double[]> paths,
        Map<Long, Double> inPorts,
        Map<Long, Double> outPorts) {}
