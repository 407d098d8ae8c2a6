namespace Monitoring.ErrorTracking.Releases.Versions;

/// <summary>How a release is numbered.</summary>
internal enum ReleaseScheme
{
    /// <summary>Not at all, such as the hash of a commit: two such releases have no order.</summary>
    None,

    /// <summary>Two to four numbers with points between, and perhaps a prerelease: <c>1.4.0-rc.2</c>.</summary>
    Version,

    /// <summary>A date or a running number: <c>2026-11-23.2</c>, <c>build-1007</c>.</summary>
    Number,
}
