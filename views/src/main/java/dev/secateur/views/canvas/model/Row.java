package dev.secateur.views.canvas.model;

import dev.secateur.views.theme.OperatorClass;

/// One line of a box: an operator of a chain, or the body of a closed group.
///
/// @param operatorClass gives the colour of a node's row; not used for the body of a group
/// @param name          as shown, of any length
/// @param reading       what "colour by" says
public record Row(OperatorClass operatorClass, String name, Reading reading) {
    /// A row without a reading.
    public Row(OperatorClass operatorClass, String name) {
        this(operatorClass, name, Reading.NONE);
    }

    /// The same row with another reading.
    public Row withReading(Reading other) {
        return new Row(operatorClass, name, other);
    }
}
