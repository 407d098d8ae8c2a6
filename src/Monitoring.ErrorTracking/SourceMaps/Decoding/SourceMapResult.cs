namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>A source map that was read, or why it cannot be.</summary>
/// <param name="Map">The map; <see langword="null"/> when it cannot be read.</param>
/// <param name="Problem">What is wrong, with the place; <see langword="null"/> when nothing is.</param>
internal readonly record struct SourceMapResult(SourceMap? Map, string? Problem);
