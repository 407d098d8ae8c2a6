namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>A source map is not as it must be.</summary>
/// <remarks>Thrown inside the reader alone, where a value would have to be passed through every digit; callers get a <see cref="SourceMapResult"/>.</remarks>
internal sealed class SourceMapFault(string message) : Exception(message);
