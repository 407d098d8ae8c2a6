namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Reads as many bytes as there are from an offset on.</summary>
/// <returns>How many; less than asked for only at the end.</returns>
internal delegate int ByteSource(long offset, Span<byte> buffer);
