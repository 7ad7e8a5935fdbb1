/// Where the frames of several flows stand: the first at the left, the others beside it in columns
/// that are no longer than it is.
struct FramePacking {
    let sizes: [LayoutGraph.Size]
    /// The top left of each frame.
    private(set) var places: [Layout.Point] = []
    private(set) var width = 0.0
    private(set) var height = 0.0

    init(_ sizes: [LayoutGraph.Size], gap: Double) {
        self.sizes = sizes
        let longest = sizes.first?.height ?? 0
        var (left, top, column) = (0.0, 0.0, 0.0)
        for (index, size) in sizes.enumerated() {
            if index == 1 || (index > 1 && top + size.height > longest) {
                left += column + gap
                (top, column) = (0, 0)
            }
            places.append(Layout.Point(x: left, y: top))
            column = max(column, size.width)
            width = max(width, left + size.width)
            height = max(height, top + size.height)
            top += size.height + gap
        }
    }
}
