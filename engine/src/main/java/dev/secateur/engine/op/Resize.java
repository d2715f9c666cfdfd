package dev.secateur.engine.op;

import java.util.Map;

/// Up- or downsampling. Inputs since opset 11: data, roi?, scales?, sizes?; in opset 10: data, scales.
///
/// @param attributes as the file says, by name; they choose the coordinate rule and the interpolation, and since opset 18 the
///     axes (`axes`) and whether the aspect ratio is kept (`keep_aspect_ratio_policy`)
/// @param upsample true for the deprecated `Upsample`, whose scales are input 1 or, before opset 9, an attribute
public record Resize(Map<String, Attribute> attributes, boolean upsample) implements Op {

    public Resize {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public String type() {
        return upsample ? "Upsample" : "Resize";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
