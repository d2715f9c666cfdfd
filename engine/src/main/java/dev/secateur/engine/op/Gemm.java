package dev.secateur.engine.op;

/// `alpha * A' * B' + beta * C` for matrices, A' being A or its transpose. Inputs: A, B, C?.
public record Gemm(float alpha, float beta, boolean transA, boolean transB) implements Op {

    @Override
    public String type() {
        return "Gemm";
    }

    @Override
    public OpFamily family() {
        return OpFamily.LINEAR;
    }
}
