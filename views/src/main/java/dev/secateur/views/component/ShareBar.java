package dev.secateur.views.component;

import javafx.scene.layout.Region;

/// A bar for a part of a whole, beside its number.
public final class ShareBar extends Region {

    private static final double HEIGHT = 5;

    private final Region filled = new Region();
    private double share = Double.NaN;

    /// @param width of the whole, px; where there is little room and its minimum allows, it is less
    public ShareBar(double width) {
        getStyleClass().add("share-bar");
        filled.getStyleClass().add("share-bar-filled");
        filled.setManaged(false);
        getChildren().add(filled);
        setMinSize(width, HEIGHT);
        setPrefSize(width, HEIGHT);
        setMaxSize(width, HEIGHT);
    }

    /// Shows another part.
    ///
    /// @param newShare 0..1; NaN shows nothing
    public void show(double newShare) {
        share = newShare;
        setVisible(!Double.isNaN(newShare));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double part = Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1) * getWidth();
        filled.resizeRelocate(0, 0, share > 0 ? Math.max(part, 1) : 0, HEIGHT);
    }
}
