namespace Monitoring.ErrorTracking.Tracing.Intake;

/// <summary>Releases and environments as they are kept beside figures.</summary>
internal static class TraceLabels
{
    private const int MaxReleaseLength = 200;
    private const int MaxEnvironmentLength = 64;

    public static string? Release(string? text) => Clean(text, MaxReleaseLength) is { Length: > 0 } release ? release : null;

    /// <summary>The environment; empty when none is given.</summary>
    public static string Environment(string? text) => Clean(text, MaxEnvironmentLength);

    private static string Clean(string? text, int length)
    {
        var line = new string([.. (text ?? "").Where(character => !char.IsControl(character))]).Trim();
        return Texts.Cut(Texts.WellFormed(line), length);
    }
}
