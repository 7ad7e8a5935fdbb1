import ArgumentParser
@main struct Allo: AsyncParsableCommand { func run() async throws {} }
