namespace Monitoring.LoadTest.Traffic;

/// <summary>A ready-made HTTP request.</summary>
/// <param name="Bytes">Request line, header and body.</param>
/// <param name="Events">How many error events are in it.</param>
internal readonly record struct TrafficRequest(ReadOnlyMemory<byte> Bytes, int Events);
