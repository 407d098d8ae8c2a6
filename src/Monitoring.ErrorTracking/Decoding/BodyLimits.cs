namespace Monitoring.ErrorTracking.Decoding;

/// <summary>The bounds of a body.</summary>
internal readonly record struct BodyLimits(int MaxReceivedBytes, int MaxDecodedBytes);
