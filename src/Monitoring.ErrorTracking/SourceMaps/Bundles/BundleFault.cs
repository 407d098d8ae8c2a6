namespace Monitoring.ErrorTracking.SourceMaps.Bundles;

/// <summary>A bundle is not as it must be.</summary>
internal sealed class BundleFault(string message) : Exception(message);
