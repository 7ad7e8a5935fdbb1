/// Bars side by side or on top of each other, as a drawing in a page (SVG).
///
/// The drawing has a title and a description for who can't see it; each bar tells its numbers.
struct BarChart {
    /// A bar, in parts from the bottom.
    struct Bar {
        let label: String
        let parts: [Double]
        /// What the bar tells when it is pointed at.
        let told: String
    }

    let title: String
    let description: String
    /// What the parts of the bars are; one for each part.
    let legend: [String]
    let bars: [Bar]
    /// The top of the scale; nil for the highest bar.
    var top: Double?

    private let width = 720.0
    private let height = 220.0
    private let left = 48.0
    private let bottom = 28.0

    var svg: String {
        let highest = top ?? max(1, bars.map { $0.parts.reduce(0, +) }.max() ?? 1)
        let plot = height - bottom - 12
        let step = (width - left) / Double(max(1, bars.count))
        var drawn = ""
        for quarter in 0...4 {
            let value = highest * Double(quarter) / 4
            let y = height - bottom - plot * Double(quarter) / 4
            drawn += """
                <line x1="\(left.fixed(1))" x2="\(width.fixed(1))" y1="\(y.fixed(1))" \
                y2="\(y.fixed(1))" class="grid"/>\
                <text x="\((left - 6).fixed(1))" y="\((y + 4).fixed(1))" \
                text-anchor="end">\(value.asLabel)</text>

                """
        }
        // Labels of neighbours must not touch: so many letters fit in a step.
        let every = bars.map { Int((Double($0.label.count) * 9 / step).rounded(.up)) }.max() ?? 1
        for (place, bar) in bars.enumerated() {
            let x = left + step * Double(place)
            drawn += "<g><title>\(bar.told.escapedForHTML)</title>"
            var y = height - bottom
            for (number, part) in bar.parts.enumerated() {
                let tall = plot * min(1, max(0, part / highest))
                y -= tall
                drawn += """
                    <rect x="\((x + step * 0.1).fixed(1))" y="\(y.fixed(1))" \
                    width="\((step * 0.8).fixed(1))" height="\(tall.fixed(1))" \
                    class="part\(number)"/>
                    """
            }
            drawn += "</g>\n"
            guard place % max(1, every) == 0 else { continue }
            drawn += """
                <text x="\((x + step / 2).fixed(1))" y="\((height - 8).fixed(1))" \
                text-anchor="middle">\(bar.label.escapedForHTML)</text>

                """
        }
        let keys = legend.enumerated().map { number, name in
            "<span class=\"key part\(number)\"></span>\(name.escapedForHTML)"
        }
        return """
            <figure>
            <figcaption>\(title.escapedForHTML) \
            <span class="legend">\(keys.joined(separator: " "))</span></figcaption>
            <svg viewBox="0 0 \(width.fixed(0)) \(height.fixed(0))" role="img">
            <title>\(title.escapedForHTML)</title>
            <desc>\(description.escapedForHTML)</desc>
            \(drawn)</svg>
            </figure>

            """
    }
}

extension Double {
    /// A number beside a scale: as few digits as it needs.
    fileprivate var asLabel: String {
        self == rounded() || magnitude >= 100 ? fixed(0) : fixed(magnitude < 10 ? 2 : 1)
    }
}
