namespace Monitoring.AspNetCore.Api;

/// <summary>What is taken of a body in any case, in bytes, by calls whose own bounds are wider than <see cref="MonitoringEndpointOptions.MaxApiBodyBytes"/>.</summary>
internal static class BodyRoom
{
    private const int MiB = 1024 * 1024;

    /// <summary>Settings of a hundred patterns in each of several lists, or texts of rules.</summary>
    public const int Rules = 2 * MiB;

    /// <summary>Two events, and settings to try on them.</summary>
    public const int Events = 4 * MiB;

    /// <summary>A thousand points with tags.</summary>
    public const int Points = 2 * MiB;

    /// <summary>Commits with their files: sentry-cli sends all since the release before at once, more than are kept.</summary>
    public const int Commits = 16 * MiB;
}
