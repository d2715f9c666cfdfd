package dev.secateur.engine.compress.autocompress;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.train.Extension;

/// Keeps at zero what is zero. Weights are set after each step, which also undoes what momentum and weight decay would do to them; their
/// gradients then reach nothing else.
final class MaskKeeper implements Extension {

    private final Map<Value, float[]> masks = new LinkedHashMap<>();
    private final Map<Parameter, Var> kept = new LinkedHashMap<>();

    /// @param anatomy of the network that is trained; the zeros of its layers stay
    MaskKeeper(Anatomy anatomy) {
        for (Layer layer : anatomy.layers()) {
            float[] mask = anatomy.graph().constant(layer.weight()).orElseThrow().toFloats();
            boolean any = false;
            for (int i = 0; i < mask.length; i++) {
                any |= mask[i] == 0;
                mask[i] = mask[i] == 0 ? 0 : 1;
            }
            if (any) {
                masks.put(layer.weight(), mask);
            }
        }
    }

    @Override
    public void attach(TrainableGraph network) {
        masks.forEach((value, mask) -> network.parameter(value)
                .ifPresent(p -> kept.put(p, Var.of(mask, p.value().dims()).keep())));
    }

    @Override
    public void after(Moment moment) {
        kept.forEach((parameter, mask) -> Update.multiply(parameter.value(), mask));
    }

    @Override
    public void close() {
        kept.values().forEach(Var::close);
    }
}
