// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A room of the house: a library target with its tests beside it.
func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    tests: [Target.Dependency] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, swiftSettings: settings),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.byName(name: name), "TestSupport"] + tests,
            swiftSettings: settings
        ),
    ]
}

/// A C library of the system: a module map and a shim, no logic.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

// Arrows only point down: a room uses rooms of lower floors and nothing of its own floor.
var targets: [Target] = []

targets += room("Telephony")
targets += room(
    "WebClient",
    [
        "Telephony", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
    ],
    tests: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
    ]
)
targets += room(
    "CallLog",
    ["Telephony", .product(name: "GRDB", package: "GRDB.swift")],
    tests: [.product(name: "GRDB", package: "GRDB.swift")]
)
targets += [
    .target(
        name: "TestSupport",
        dependencies: ["Telephony"],
        path: "Tests/TestSupport",
        swiftSettings: settings
    ),
]

let package = Package(
    name: "allo",
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: targets
)
