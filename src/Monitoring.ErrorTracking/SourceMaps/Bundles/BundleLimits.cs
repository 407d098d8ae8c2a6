namespace Monitoring.ErrorTracking.SourceMaps.Bundles;

/// <summary>The bounds of one bundle, against those that are made to hurt.</summary>
internal static class BundleLimits
{
    /// <summary>Files, the manifest among them.</summary>
    public const int Files = 10_000;

    public const int ManifestBytes = 16 * 1024 * 1024;

    public const int FileBytes = 64 * 1024 * 1024;

    /// <summary>All files together, unpacked.</summary>
    public const long TotalBytes = 1L << 30;

    /// <summary>How much longer a file may be than it is packed. Source maps come to 20; a row of zeros to 1,000.</summary>
    public const int Ratio = 200;

    public const int TextLength = 1000;
}
