/// The colours and the types of pictures.
enum ChartStyle {
    /// The kinds of steps by what they do; each group has a colour.
    static func group(of kind: String) -> String {
        switch kind {
        case "menu", "collect", "survey", "record": "listens"
        case "choose", "set", "hours": "decides"
        case "look-up", "request": "asks"
        case "queue", "callback", "transfer", "agent": "people"
        case "call": "calls"
        case "hang-up": "ends"
        default: "says"
        }
    }

    /// The arrow heads, and the ground of what was never visited.
    static let definitions = """
        <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
        orient="auto-start-reverse" markerUnits="userSpaceOnUse">\
        <path class="head" d="M0 0.5 8 4 0 7.5Z"/></marker>\
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" \
        patternTransform="rotate(45)"><path class="hatch" d="M0 0V7"/></pattern>
        """

    static let sheet = """

        :root{color-scheme:light dark}
        svg{--ground:#fff;--frame:#f7f8fa;--rim:#d5d9e0;--ink:#1c2230;--quiet:#5b6475;--card:#fff;\
        --way:#7a8496;--fail:#b3bac7;--says:#66718a;--listens:#1f6feb;--decides:#a86a00;\
        --asks:#8250df;--people:#1a7f37;--calls:#0e7c86;--ends:#59636e;--never:#c62828;--heat:#e8590c;\
        font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        @media (prefers-color-scheme:dark){svg{--ground:#0f1218;--frame:#151a22;--rim:#333b49;\
        --ink:#e8ecf3;--quiet:#a3adbf;--card:#1d2430;--way:#8390a6;--fail:#566075;--says:#9aa6bd;\
        --listens:#6cb0ff;--decides:#e3a93c;--asks:#c29bff;--people:#5fd083;--calls:#4cc9d4;\
        --ends:#aab4c4;--never:#ff7b72;--heat:#ff8a3d}}
        .ground{fill:var(--ground)}
        .frame{fill:var(--frame);stroke:var(--rim)}
        text{fill:var(--ink);font-size:11px}
        .flow-name{font-size:17px;font-weight:600}
        .card{fill:var(--card);stroke:var(--rim)}
        .warm{fill:var(--heat)}
        .name{font-size:13px;font-weight:600}
        .said{fill:var(--quiet)}
        .note{font-weight:600}
        .start .card{stroke:var(--ink);stroke-width:2}
        .small .card{fill:none;stroke-dasharray:3 3}
        .small .name{font-weight:400;font-size:12px;fill:var(--quiet)}
        .says{--kind:var(--says)}.listens{--kind:var(--listens)}.decides{--kind:var(--decides)}
        .asks{--kind:var(--asks)}.people{--kind:var(--people)}.calls{--kind:var(--calls)}
        .ends{--kind:var(--ends)}
        .bar{fill:var(--kind)}
        .kind{fill:var(--kind)}
        .way{fill:none;stroke:var(--way);stroke-width:1.4}
        .head{fill:var(--way)}
        .way.failure{stroke:var(--fail);stroke-dasharray:5 3}
        .label{text-anchor:middle;paint-order:stroke;stroke:var(--frame);stroke-width:5px;\
        stroke-linejoin:round}
        .label.failure{fill:var(--quiet)}
        .way.never{stroke:var(--never);stroke-dasharray:2 3}
        .label.never,.never .note{fill:var(--never)}
        .never .card{stroke:var(--never);stroke-width:1.5;stroke-dasharray:4 3}
        .hatch{stroke:var(--never);stroke-width:1;opacity:.3}

        """
}
